WITH counted AS (SELECT order_id, count(*) AS items FROM order_items GROUP BY order_id)
SELECT o.id AS order_id, c.name AS customer, coalesce(counted.items, 0) AS items
FROM customers c RIGHT JOIN orders o ON o.customer_id = c.id
LEFT JOIN counted ON counted.order_id = o.id;
