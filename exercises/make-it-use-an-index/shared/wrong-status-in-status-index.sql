CREATE INDEX orders_of_customer ON orders (customer_id, created_at DESC);
CREATE INDEX customers_email_lower ON customers (lower(email));
CREATE INDEX orders_open ON orders (status) WHERE status = 'open';
