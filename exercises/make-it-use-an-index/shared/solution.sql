-- A customer's page: one customer's entries stand together, the newest first.
CREATE INDEX orders_of_customer ON orders (customer_id, created_at DESC);

-- The login: sorted by what the query compares.
CREATE INDEX customers_email_lower ON customers (lower(email));

-- The warehouse: open orders only, the oldest first.
CREATE INDEX orders_open ON orders (created_at) WHERE status = 'open';
