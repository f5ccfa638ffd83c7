-- Customers who never ordered. It worked until the first guest came.
SELECT id, name
FROM customers
WHERE id NOT IN (SELECT customer_id FROM orders)
ORDER BY id;
