-- One row for each month with paid orders, the oldest first:
-- month, orders, revenue_cents, average_cents, biggest_cents
SELECT created_at AS month
FROM orders;
