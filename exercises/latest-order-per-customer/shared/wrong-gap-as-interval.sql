-- The newest order of each customer, and the days since the one before it.
WITH numbered AS (
  SELECT
    customer_id,
    id,
    total_cents,
    created_at AS day,
    lag(created_at) OVER (PARTITION BY customer_id ORDER BY created_at, id) AS day_before,
    row_number() OVER (PARTITION BY customer_id ORDER BY created_at DESC, id DESC) AS number
  FROM orders
  WHERE customer_id IS NOT NULL
)
SELECT customer_id, id AS order_id, total_cents, day - day_before AS gap_days
FROM numbered
WHERE number = 1
ORDER BY customer_id;
