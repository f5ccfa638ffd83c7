SELECT DISTINCT c.id, c.name
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.id
WHERE o.id IS NULL OR o.status = 'cancelled'
ORDER BY c.id;
