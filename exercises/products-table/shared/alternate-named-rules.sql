CREATE TABLE products (
  id serial PRIMARY KEY,
  sku varchar(20) NOT NULL,
  name varchar(200) NOT NULL,
  price_cents numeric(10) NOT NULL,
  stock bigint DEFAULT 0 NOT NULL,
  created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT one_sku UNIQUE (sku),
  CONSTRAINT price_not_negative CHECK (price_cents >= 0),
  CONSTRAINT stock_not_negative CHECK (stock >= 0)
);
