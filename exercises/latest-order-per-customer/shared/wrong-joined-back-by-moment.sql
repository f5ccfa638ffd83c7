WITH last AS (
  SELECT customer_id, max(created_at) AS moment
  FROM orders
  WHERE customer_id IS NOT NULL
  GROUP BY customer_id
)
SELECT
  orders.customer_id,
  orders.id AS order_id,
  orders.total_cents,
  orders.created_at::date - (
    SELECT max(before.created_at)::date
    FROM orders AS before
    WHERE before.customer_id = orders.customer_id AND before.created_at < orders.created_at
  ) AS gap_days
FROM orders
JOIN last ON last.customer_id = orders.customer_id AND last.moment = orders.created_at
ORDER BY orders.customer_id;
