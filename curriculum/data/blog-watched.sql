-- include: blog
-- A blog that notes, for each row that is inserted, by which statement and when.
CREATE TABLE watched (place text NOT NULL, statement text NOT NULL, at timestamptz NOT NULL);

CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO watched VALUES (TG_TABLE_NAME, current_query(), statement_timestamp());
  RETURN NULL;
END $$;

CREATE TRIGGER watch AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION watch();
CREATE TRIGGER watch AFTER INSERT ON categories FOR EACH ROW EXECUTE FUNCTION watch();
CREATE TRIGGER watch AFTER INSERT ON posts FOR EACH ROW EXECUTE FUNCTION watch();
CREATE TRIGGER watch AFTER INSERT ON post_categories FOR EACH ROW EXECUTE FUNCTION watch();
CREATE TRIGGER watch AFTER INSERT ON comments FOR EACH ROW EXECUTE FUNCTION watch();
