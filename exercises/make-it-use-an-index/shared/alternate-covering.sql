CREATE INDEX orders_by_customer ON orders USING btree (customer_id, created_at DESC) INCLUDE (total_cents);
CREATE INDEX customers_login ON customers (lower(email) text_pattern_ops);
CREATE INDEX orders_waiting ON orders (created_at, id) WHERE status = 'open';
ANALYZE;
