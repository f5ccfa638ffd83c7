WITH paid AS (
  SELECT orders.customer_id, sum(payments.amount_cents) AS cents
  FROM orders
  JOIN payments ON payments.order_id = orders.id
  GROUP BY orders.customer_id
)
SELECT
  customers.id,
  customers.name,
  coalesce(sum(order_items.quantity * order_items.price_cents), 0) AS ordered_cents,
  coalesce(max(paid.cents), 0)                                     AS paid_cents
FROM customers
LEFT JOIN orders ON orders.customer_id = customers.id
LEFT JOIN order_items ON order_items.order_id = orders.id
LEFT JOIN payments ON payments.order_id = orders.id
LEFT JOIN paid ON paid.customer_id = customers.id
GROUP BY customers.id, customers.name
ORDER BY customers.id;
