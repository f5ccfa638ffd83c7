SELECT o.customer_id,
       count(*) FILTER (WHERE o.status = 'paid') AS orders,
       sum(o.total_cents) FILTER (WHERE o.status = 'paid') AS spent_cents
FROM orders AS o
WHERE o.created_at >= '2026-01-01'
GROUP BY o.customer_id
HAVING count(*) FILTER (WHERE o.status = 'paid') > 2 AND o.customer_id IS NOT NULL
ORDER BY 3 DESC, 1
LIMIT 10;
