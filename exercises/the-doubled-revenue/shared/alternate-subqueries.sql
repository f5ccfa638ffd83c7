SELECT
  c.id,
  c.name,
  (SELECT coalesce(sum(i.quantity * i.price_cents), 0)
   FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.customer_id = c.id) AS ordered_cents,
  (SELECT coalesce(sum(p.amount_cents), 0)
   FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.customer_id = c.id) AS paid_cents
FROM customers c
ORDER BY 1;
