-- One row for each order, with its customer and the number of its lines.
SELECT
  orders.id             AS order_id,
  customers.name        AS customer,
  count(order_items.id) AS items
FROM orders
LEFT JOIN customers ON customers.id = orders.customer_id
LEFT JOIN order_items ON order_items.order_id = orders.id
GROUP BY orders.id, customers.name;
