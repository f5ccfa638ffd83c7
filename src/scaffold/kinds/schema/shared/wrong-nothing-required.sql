CREATE TABLE products (
  name        text,
  price_cents integer CHECK (price_cents >= 0)
);
