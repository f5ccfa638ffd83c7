CREATE FUNCTION check_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.email !~ '^[^@[:space:]]+@[^@[:space:]]+$' OR length(NEW.password_hash) < 20 THEN
    RAISE EXCEPTION 'bad user';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_user BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION check_user();

CREATE FUNCTION check_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'published' AND (trim(NEW.body) = '' OR NEW.published_at < NEW.created_at) THEN
    RAISE EXCEPTION 'bad post';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_post BEFORE INSERT OR UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION check_post();

CREATE FUNCTION check_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF length(NEW.body) > 2000 OR NEW.parent_id = NEW.id THEN
    RAISE EXCEPTION 'bad comment';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_comment BEFORE INSERT OR UPDATE ON comments FOR EACH ROW EXECUTE FUNCTION check_comment();
