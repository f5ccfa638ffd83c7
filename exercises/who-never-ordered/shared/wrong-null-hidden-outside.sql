SELECT id, name
FROM customers
WHERE id NOT IN (SELECT customer_id FROM orders WHERE status <> 'cancelled')
  AND id IS NOT NULL
ORDER BY id;
