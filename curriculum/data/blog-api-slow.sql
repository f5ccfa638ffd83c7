-- Holds inserts up for a moment, so that requests which come together are in the database together.
CREATE FUNCTION wait_a_moment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_sleep(TG_ARGV[0]::float);
  RETURN NULL;
END $$;

CREATE FUNCTION slow_inserts(slow text, seconds float) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER slow_inserts BEFORE INSERT ON %I FOR EACH STATEMENT EXECUTE FUNCTION wait_a_moment(%L)', slow, seconds);
  RETURN true;
END $$;

CREATE FUNCTION quick_inserts(slow text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TRIGGER slow_inserts ON %I', slow);
  RETURN true;
END $$;
