CREATE TABLE categories (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  name TEXT NOT NULL,
  PRIMARY KEY (id),
  CHECK (name ~ '[^[:space:]]')
);
CREATE UNIQUE INDEX categories_unique ON categories (upper(name));

CREATE TABLE post_categories (post_id BIGINT NOT NULL, category_id BIGINT NOT NULL);
ALTER TABLE post_categories
  ADD PRIMARY KEY (post_id, category_id),
  ADD FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE,
  ADD FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE CASCADE;
