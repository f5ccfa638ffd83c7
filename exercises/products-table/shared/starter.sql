-- The products of a shop. The first column is done; finish the others.
CREATE TABLE products (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku         text,     -- TODO: required, and no two are the same
  name        text,     -- TODO: required
  price_cents integer   -- TODO: required, never below 0
  -- TODO: stock and created_at (mind the comma above)
);
