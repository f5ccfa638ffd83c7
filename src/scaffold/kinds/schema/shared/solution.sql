CREATE TABLE products (
  name        text NOT NULL,
  price_cents integer CHECK (price_cents >= 0)
);
