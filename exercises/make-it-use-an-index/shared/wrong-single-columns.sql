CREATE INDEX ON orders (customer_id);
CREATE INDEX customers_email_lower ON customers (lower(email));
CREATE INDEX ON orders (status);
