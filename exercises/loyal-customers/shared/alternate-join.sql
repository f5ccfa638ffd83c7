SELECT c.id AS customer_id, count(*) AS orders, sum(o.total_cents) AS spent_cents
FROM customers c JOIN orders o ON o.customer_id = c.id
WHERE o.status = 'paid' AND extract(year FROM o.created_at) >= 2026
GROUP BY c.id
HAVING count(*) >= 3
ORDER BY sum(o.total_cents) DESC, c.id
LIMIT 10;
