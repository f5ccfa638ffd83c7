-- include: blog
-- include: blog-api
-- include: blog-api-slow
-- Takes the users away, and brings them back without the connections that were open.
CREATE FUNCTION users_away() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE users RENAME TO users_away;
  RETURN true;
END $$;

CREATE FUNCTION users_back() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE users_away RENAME TO users;
  PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid();
  RETURN true;
END $$;
