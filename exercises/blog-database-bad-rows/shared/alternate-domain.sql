-- The form of an email as a type of its own: the next table with an email will use it too.
CREATE DOMAIN email_address AS text CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+$');

ALTER TABLE users ALTER COLUMN email TYPE email_address;
ALTER TABLE users ADD CONSTRAINT password_hash_is_long CHECK (length(password_hash) BETWEEN 20 AND 500);
ALTER TABLE posts
  ADD CONSTRAINT published_has_text CHECK (CASE WHEN status = 'published' THEN trim(body) <> '' ELSE true END),
  ADD CONSTRAINT published_not_before_created CHECK (created_at <= published_at);
ALTER TABLE comments
  ADD CONSTRAINT body_at_most_2000 CHECK (length(body) BETWEEN 1 AND 2000),
  ADD CONSTRAINT answers_another CHECK (id <> parent_id);
