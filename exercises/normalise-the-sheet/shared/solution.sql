-- The sheet in six tables: each fact once. What is a part of a primary key is never NULL.
CREATE TABLE customers (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name  text NOT NULL,
  email text NOT NULL UNIQUE,
  city  text
);

CREATE TABLE orders (
  id          bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id),
  ordered_on  date NOT NULL
);

CREATE TABLE products (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE order_items (
  order_id   bigint REFERENCES orders (id),
  product_id bigint REFERENCES products (id),
  quantity   integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, product_id)
);

CREATE TABLE tags (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE order_tags (
  order_id bigint REFERENCES orders (id),
  tag_id   bigint REFERENCES tags (id),
  PRIMARY KEY (order_id, tag_id)
);

INSERT INTO customers (name, email, city)
SELECT DISTINCT customer, email, city FROM sheet;

INSERT INTO orders (id, customer_id, ordered_on)
SELECT s.order_no, c.id, s.ordered_on
FROM sheet s
JOIN customers c ON c.email = s.email;

INSERT INTO products (name)
SELECT DISTINCT item.name
FROM sheet s
CROSS JOIN LATERAL (VALUES (s.item1), (s.item2), (s.item3)) AS item (name)
WHERE item.name IS NOT NULL;

-- A product that is named twice is one row with the quantity 2.
INSERT INTO order_items (order_id, product_id, quantity)
SELECT s.order_no, p.id, count(*)
FROM sheet s
CROSS JOIN LATERAL (VALUES (s.item1), (s.item2), (s.item3)) AS item (name)
JOIN products p ON p.name = item.name
GROUP BY s.order_no, p.id;

INSERT INTO tags (name)
SELECT DISTINCT regexp_split_to_table(tags, ' *, *') FROM sheet;

INSERT INTO order_tags (order_id, tag_id)
SELECT s.order_no, t.id
FROM sheet s
CROSS JOIN LATERAL regexp_split_to_table(s.tags, ' *, *') AS tag (name)
JOIN tags t ON t.name = tag.name;
