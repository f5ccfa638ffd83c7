CREATE INDEX ON orders (created_at DESC, customer_id);
CREATE INDEX customers_email_lower ON customers (lower(email));
CREATE INDEX orders_open ON orders (created_at) WHERE status = 'open';
