-- Milestone 3: what readers write below a post.
CREATE TABLE comments (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  post_id    bigint      NOT NULL REFERENCES posts (id),
  -- The account may go; what was said stays.
  author_id  bigint      REFERENCES users (id) ON DELETE SET NULL,
  parent_id  bigint,
  body       text        NOT NULL CHECK (trim(body) <> ''),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- So that a foreign key can point at a comment together with its post.
  UNIQUE (post_id, id),
  -- A reply belongs to the post of the comment that it answers.
  FOREIGN KEY (post_id, parent_id) REFERENCES comments (post_id, id) ON DELETE CASCADE
);
