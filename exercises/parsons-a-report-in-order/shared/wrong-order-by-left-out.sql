SELECT customer_id, count(*) AS orders, sum(total_cents) AS cents
FROM orders
WHERE status = 'paid'
GROUP BY customer_id
HAVING count(*) >= 2
