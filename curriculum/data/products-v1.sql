CREATE TABLE products (
  id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku         text NOT NULL UNIQUE,
  title       text NOT NULL,
  price_cents integer NOT NULL CONSTRAINT products_price_range CHECK (price_cents BETWEEN 0 AND 10000),
  stock       integer NOT NULL DEFAULT 0 CHECK (stock >= 0),
  legacy_code text
);

INSERT INTO products (sku, title, price_cents, stock, legacy_code) VALUES
  ('TEA-GRN', 'Green tea', 450,  12, 'A1'),
  ('MUG-RED', 'Red mug',   1200, 8,  NULL),
  ('POT-CLA', 'Teapot',    3400, 2,  'B7');
