-- A small shop. Money is in whole cents, times are in UTC.

CREATE TABLE customers (
  id        integer PRIMARY KEY,
  name      text NOT NULL,
  email     text NOT NULL UNIQUE,
  city      text                                  -- NULL: not known
);

CREATE TABLE products (
  id          integer PRIMARY KEY,
  sku         text NOT NULL UNIQUE,
  name        text NOT NULL,
  category    text,                               -- NULL: not sorted in yet
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  stock       integer NOT NULL CHECK (stock >= 0)
);

CREATE TABLE orders (
  id             integer PRIMARY KEY,
  customer_id    integer REFERENCES customers,    -- NULL: a guest without an account
  status         text NOT NULL CHECK (status IN ('open', 'paid', 'cancelled')),
  created_at     timestamptz NOT NULL,
  total_cents    integer NOT NULL,                -- all items and the shipping
  discount_cents integer                          -- NULL: there was no discount
);

CREATE TABLE order_items (
  id          integer PRIMARY KEY,
  order_id    integer NOT NULL REFERENCES orders,
  product_id  integer NOT NULL REFERENCES products,
  quantity    integer NOT NULL CHECK (quantity > 0),
  price_cents integer NOT NULL                    -- of one piece, on the day of the order
);

CREATE TABLE payments (
  id           integer PRIMARY KEY,
  order_id     integer NOT NULL REFERENCES orders,
  amount_cents integer NOT NULL CHECK (amount_cents > 0),
  paid_at      timestamptz NOT NULL
);

