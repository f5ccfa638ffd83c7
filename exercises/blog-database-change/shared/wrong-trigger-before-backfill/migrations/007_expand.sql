-- Milestone 9, expand: the column is there, new rows fill it by themselves, old rows are not touched.
ALTER TABLE posts ADD COLUMN updated_at timestamptz;
ALTER TABLE posts ALTER COLUMN updated_at SET DEFAULT now();

CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = now();
  RETURN NEW;
END
$$;

CREATE TRIGGER posts_set_updated_at
BEFORE UPDATE ON posts
FOR EACH ROW EXECUTE FUNCTION set_updated_at();
