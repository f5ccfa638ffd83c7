-- Milestone 4: what posts are about.
CREATE TABLE categories (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text   NOT NULL CHECK (trim(name) <> '')
);

CREATE UNIQUE INDEX categories_name_key ON categories (lower(name));

ALTER TABLE posts ADD COLUMN category_id bigint REFERENCES categories (id) ON DELETE SET NULL;
