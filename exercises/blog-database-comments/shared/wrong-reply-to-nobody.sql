-- Milestone 3: what readers write below a post.
CREATE TABLE comments (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  post_id    bigint      NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  -- The account may go; what was said stays.
  author_id  bigint      REFERENCES users (id) ON DELETE SET NULL,
  parent_id  bigint,
  body       text        NOT NULL CHECK (trim(body) <> ''),
  created_at timestamptz NOT NULL DEFAULT now()
);
