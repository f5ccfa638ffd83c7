CREATE TABLE products (
  name        text NOT NULL,
  price_cents integer
);
