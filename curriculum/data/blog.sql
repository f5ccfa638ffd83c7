-- Milestone 1: the people who write and comment.
CREATE TABLE users (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email         text        NOT NULL,
  name          text        NOT NULL CHECK (trim(name) <> ''),
  password_hash text        NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now()
);

-- Ann@x.test and ann@x.test are the same mailbox.
CREATE UNIQUE INDEX users_email_key ON users (lower(email));

-- Milestone 2: what users write.
CREATE TABLE posts (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- A post must not vanish with the account of its author: whoever has written posts cannot be deleted.
  author_id    bigint      NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  title        text        NOT NULL CHECK (trim(title) <> ''),
  slug         text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  body         text        NOT NULL DEFAULT '',
  status       text        NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published')),
  published_at timestamptz,
  created_at   timestamptz NOT NULL DEFAULT now(),
  -- A published post has a date, a draft has none.
  CHECK ((status = 'published') = (published_at IS NOT NULL))
);

-- Milestone 3: what readers write below a post.
CREATE TABLE comments (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  post_id    bigint      NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
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

-- Milestone 4: what posts are about.
CREATE TABLE categories (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text   NOT NULL CHECK (trim(name) <> '')
);

CREATE UNIQUE INDEX categories_name_key ON categories (lower(name));

-- One row for each pair: a post has many categories, a category has many posts.
CREATE TABLE post_categories (
  post_id     bigint NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  category_id bigint NOT NULL REFERENCES categories (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, category_id)
);

-- Milestone 5: rules that the tables did not know yet.
ALTER TABLE users
  ADD CONSTRAINT users_email_form CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  ADD CONSTRAINT users_password_hashed CHECK (length(password_hash) >= 20);

ALTER TABLE posts
  ADD CONSTRAINT posts_published_has_body CHECK (status = 'draft' OR trim(body) <> ''),
  ADD CONSTRAINT posts_published_after_created CHECK (published_at >= created_at);

ALTER TABLE comments
  ADD CONSTRAINT comments_body_length CHECK (length(body) <= 2000),
  ADD CONSTRAINT comments_no_self_reply CHECK (parent_id <> id);

