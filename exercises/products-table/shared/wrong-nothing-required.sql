-- The products of a shop.
CREATE TABLE products (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku         text UNIQUE,
  name        text,
  price_cents integer CHECK (price_cents >= 0),
  stock       integer DEFAULT 0 CHECK (stock >= 0),
  created_at  timestamptz DEFAULT now()
);
