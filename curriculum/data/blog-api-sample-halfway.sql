-- include: blog
-- include: blog-api
-- include: blog-api-sample
-- include: blog-api-slow

-- Lets one statement change a table, and refuses the next one, as a full disk does: what takes two of them ends halfway.
CREATE SEQUENCE changes;

CREATE FUNCTION refuse_the_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A sequence goes on counting when its transaction is rolled back.
  IF nextval('changes') > 1 THEN
    RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION end_halfway(changed text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER end_halfway BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_the_second()', changed);
  RETURN true;
END $$;

CREATE FUNCTION end_well(changed text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TRIGGER end_halfway ON %I', changed);
  RETURN true;
END $$;
