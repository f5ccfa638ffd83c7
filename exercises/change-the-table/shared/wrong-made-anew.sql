DROP TABLE products;

CREATE TABLE products (
  id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku         text NOT NULL UNIQUE,
  name        text NOT NULL,
  price_cents integer NOT NULL CHECK (price_cents BETWEEN 0 AND 100000),
  stock       integer NOT NULL DEFAULT 0 CHECK (stock >= 0),
  category    text NOT NULL DEFAULT 'other'
);
