SELECT DISTINCT ON (customer_id)
  customer_id,
  id AS order_id,
  total_cents,
  created_at::date - lag(created_at::date) OVER (PARTITION BY customer_id ORDER BY created_at, id) AS gap_days
FROM orders
WHERE customer_id IS NOT NULL
ORDER BY customer_id;
