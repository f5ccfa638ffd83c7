CREATE TEMPORARY TABLE typed (LIKE sheet);
INSERT INTO typed VALUES
  (1001, '2024-11-02', 'Ada', 'ada@example.org',   'Berlin', 'Green tea',    'Red mug',      NULL,           'gift, fragile'),
  (1002, '2024-11-02', 'Bo',  'bo@example.org',    NULL,     'Honey',        NULL,           NULL,           NULL),
  (1003, '2024-11-03', 'Chi', 'chi@example.org',   'Lagos',  'Oat biscuits', 'Honey',        'Green tea',    'gift'),
  (1004, '2024-11-05', 'Ada', 'ada@example.org',   'Berlin', 'Teapot',       NULL,           NULL,           'fragile'),
  (1005, '2024-11-05', 'Ada', 'ada.k@example.org', 'Kyoto',  'Matcha',       'Matcha',       NULL,           'express'),
  (1006, '2024-11-08', 'Dee', 'dee@example.org',   'Berlin', 'Red mug',      'Red mug',      'Red mug',      'fragile,express'),
  (1007, '2024-11-09', 'Bo',  'bo@example.org',    NULL,     'Black tea',    'Oat biscuits', NULL,           NULL),
  (1008, '2024-11-11', 'Eli', 'eli@example.org',   'Quito',  'Teapot',       'Blue mug',     'Green tea',    'gift,  fragile, express'),
  (1009, '2024-11-12', 'Chi', 'chi@example.org',   'Lagos',  'Honey',        NULL,           'Honey',        'pick-up'),
  (1010, '2024-11-14', 'Dee', 'dee@example.org',   'Berlin', 'Fig jam',      NULL,           NULL,           NULL),
  (1011, '2024-11-15', 'Ada', 'ada@example.org',   'Berlin', 'Black tea',    'Fig jam',      'Honey',        'gift'),
  (1012, '2024-11-18', 'Fay', 'fay@example.org',   'Oslo',   'Blue mug',     NULL,           NULL,           'fragile'),
  (1013, '2024-11-19', 'Eli', 'eli@example.org',   'Quito',  'Matcha',       'Green tea',    'Black tea',    'express'),
  (1014, '2024-11-21', 'Bo',  'bo@example.org',    NULL,     'Honey',        'Honey',        'Fig jam',      NULL),
  (1015, '2024-11-22', 'Ada', 'ada.k@example.org', 'Kyoto',  'Teapot',       NULL,           NULL,           'fragile, gift'),
  (1016, '2024-11-25', 'Fay', 'fay@example.org',   'Oslo',   NULL,           'Oat biscuits', NULL,           NULL),
  (1017, '2024-11-26', 'Chi', 'chi@example.org',   'Lagos',  'Green tea',    'Green tea',    NULL,           'pick-up'),
  (1018, '2024-11-28', 'Dee', 'dee@example.org',   'Berlin', 'Matcha',       NULL,           NULL,           'gift'),
  (1019, '2024-11-29', 'Ada', 'ada@example.org',   'Berlin', 'Red mug',      'Blue mug',     NULL,           'gift,fragile'),
  (1020, '2024-11-30', 'Gus', 'gus@example.org',   NULL,     'Honey',        'Oat biscuits', NULL,           NULL);

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

INSERT INTO customers (name, email, city)
SELECT DISTINCT customer, email, city FROM typed;

INSERT INTO orders (id, customer_id, ordered_on)
SELECT s.order_no, c.id, s.ordered_on
FROM typed s
JOIN customers c ON c.email = s.email;

INSERT INTO products (name)
SELECT DISTINCT item.name
FROM typed s
CROSS JOIN LATERAL (VALUES (s.item1), (s.item2), (s.item3)) AS item (name)
WHERE item.name IS NOT NULL;

-- A product that is named twice is one row with the quantity 2.
INSERT INTO order_items (order_id, product_id, quantity)
SELECT s.order_no, p.id, count(*)
FROM typed s
CROSS JOIN LATERAL (VALUES (s.item1), (s.item2), (s.item3)) AS item (name)
JOIN products p ON p.name = item.name
GROUP BY s.order_no, p.id;

INSERT INTO tags (name)
SELECT DISTINCT trim(regexp_split_to_table(tags, ' *, *')) FROM typed;

INSERT INTO order_tags (order_id, tag_id)
SELECT s.order_no, t.id
FROM typed s
CROSS JOIN LATERAL regexp_split_to_table(s.tags, ' *, *') AS tag (name)
JOIN tags t ON t.name = trim(tag.name);
