-- rows that are there already are left out
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
  order_id   bigint  NOT NULL REFERENCES orders (id),
  product_id bigint  NOT NULL REFERENCES products (id),
  quantity   integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, product_id)
);

CREATE TABLE tags (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);

CREATE TABLE order_tags (
  order_id bigint NOT NULL REFERENCES orders (id),
  tag_id   bigint NOT NULL REFERENCES tags (id),
  PRIMARY KEY (order_id, tag_id)
);

INSERT INTO customers (name, email, city) SELECT customer, email, city FROM sheet ON CONFLICT (email) DO NOTHING;
INSERT INTO orders SELECT order_no, c.id, ordered_on FROM sheet, customers c WHERE c.email = sheet.email;
INSERT INTO products (name) SELECT n FROM sheet, unnest(ARRAY[item1, item2, item3]) AS n WHERE n IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO order_items
SELECT order_no, p.id, (item1 IS NOT DISTINCT FROM p.name)::int + (item2 IS NOT DISTINCT FROM p.name)::int + (item3 IS NOT DISTINCT FROM p.name)::int
FROM sheet JOIN products p ON p.name IN (item1, item2, item3);
INSERT INTO tags (name) SELECT btrim(x) FROM sheet, string_to_table(tags, ',') AS x ON CONFLICT DO NOTHING;
INSERT INTO order_tags SELECT order_no, t.id FROM sheet, string_to_table(tags, ',') AS x, tags t WHERE t.name = btrim(x);
