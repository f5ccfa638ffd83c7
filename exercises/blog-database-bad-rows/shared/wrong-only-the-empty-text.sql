-- Milestone 5: rules that the tables did not know yet.
ALTER TABLE users
  ADD CONSTRAINT users_email_form CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  ADD CONSTRAINT users_password_hashed CHECK (length(password_hash) >= 20);

ALTER TABLE posts
  ADD CONSTRAINT posts_published_has_body CHECK (status = 'draft' OR body <> ''),
  ADD CONSTRAINT posts_published_after_created CHECK (published_at >= created_at);

ALTER TABLE comments
  ADD CONSTRAINT comments_body_length CHECK (length(body) <= 2000),
  ADD CONSTRAINT comments_no_self_reply CHECK (parent_id <> id);
