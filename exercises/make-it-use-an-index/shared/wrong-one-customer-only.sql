CREATE INDEX ON orders (created_at DESC) WHERE customer_id = 471;
CREATE INDEX customers_email_lower ON customers (lower(email));
CREATE INDEX orders_open ON orders (created_at) WHERE status = 'open';
