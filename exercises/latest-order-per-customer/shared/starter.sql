-- One row for each customer who has an order:
-- customer_id, order_id, total_cents, gap_days
SELECT customer_id, id AS order_id, total_cents
FROM orders;
