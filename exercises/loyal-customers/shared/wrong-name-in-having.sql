SELECT customer_id, count(*) AS orders, sum(total_cents) AS spent_cents
FROM orders
WHERE status = 'paid' AND created_at >= '2026-01-01' AND customer_id IS NOT NULL
GROUP BY customer_id
HAVING orders >= 3
ORDER BY spent_cents DESC, customer_id
LIMIT 10;
