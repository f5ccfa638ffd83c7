-- The ten most loyal customers: customer_id, orders, spent_cents
SELECT customer_id
FROM orders;
