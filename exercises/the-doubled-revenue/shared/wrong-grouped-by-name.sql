SELECT
  min(customers.id)           AS id,
  customers.name,
  coalesce(sum(items.cents), 0) AS ordered_cents,
  coalesce(sum(paid.cents), 0)  AS paid_cents
FROM customers
LEFT JOIN orders ON orders.customer_id = customers.id
LEFT JOIN (SELECT order_id, sum(quantity * price_cents) AS cents FROM order_items GROUP BY order_id) AS items
  ON items.order_id = orders.id
LEFT JOIN (SELECT order_id, sum(amount_cents) AS cents FROM payments GROUP BY order_id) AS paid
  ON paid.order_id = orders.id
GROUP BY customers.name
ORDER BY 1;
