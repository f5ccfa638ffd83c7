CREATE INDEX orders_of_customer ON orders (customer_id, created_at DESC);
UPDATE customers SET email = lower(email);
CREATE INDEX ON customers (email text_pattern_ops);
CREATE INDEX orders_open ON orders (created_at) WHERE status = 'open';
