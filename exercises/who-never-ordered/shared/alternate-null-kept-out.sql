SELECT id, name
FROM customers
WHERE id NOT IN (
  SELECT customer_id FROM orders WHERE customer_id IS NOT NULL AND status IN ('open', 'paid')
)
ORDER BY id;
