-- Milestone 4: what posts are about.
CREATE TABLE categories (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text   NOT NULL CHECK (trim(name) <> '')
);

CREATE UNIQUE INDEX categories_name_key ON categories (lower(name));

-- One row for each pair: a post has many categories, a category has many posts.
CREATE TABLE post_categories (
  post_id     bigint NOT NULL REFERENCES posts (id),
  category_id bigint NOT NULL REFERENCES categories (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, category_id)
);
