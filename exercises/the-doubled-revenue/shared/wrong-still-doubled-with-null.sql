SELECT
  customers.id,
  customers.name,
  sum(order_items.quantity * order_items.price_cents) AS ordered_cents,
  sum(payments.amount_cents) AS paid_cents
FROM customers
LEFT JOIN orders ON orders.customer_id = customers.id
LEFT JOIN order_items ON order_items.order_id = orders.id
LEFT JOIN payments ON payments.order_id = orders.id
GROUP BY customers.id, customers.name
ORDER BY customers.id;
