CREATE INDEX orders_of_customer ON orders (customer_id, created_at DESC);
CREATE INDEX ON customers (email);
CREATE INDEX orders_open ON orders (created_at) WHERE status = 'open';
