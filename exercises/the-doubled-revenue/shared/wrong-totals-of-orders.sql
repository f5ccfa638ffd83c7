-- What each customer ordered and paid: each side is added up before they meet.
WITH ordered AS (
  SELECT orders.customer_id, sum(orders.total_cents) AS cents
  FROM orders
  GROUP BY orders.customer_id
),
paid AS (
  SELECT orders.customer_id, sum(payments.amount_cents) AS cents
  FROM orders
  JOIN payments ON payments.order_id = orders.id
  GROUP BY orders.customer_id
)
SELECT
  customers.id,
  customers.name,
  coalesce(ordered.cents, 0) AS ordered_cents,
  coalesce(paid.cents, 0)    AS paid_cents
FROM customers
LEFT JOIN ordered ON ordered.customer_id = customers.id
LEFT JOIN paid ON paid.customer_id = customers.id
ORDER BY customers.id;
