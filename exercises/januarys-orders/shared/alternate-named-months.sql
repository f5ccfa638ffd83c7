-- query: january-2026
WITH month AS (SELECT '2026-01-01'::timestamptz AS first, '2026-02-01'::timestamptz AS next)
SELECT id, created_at FROM orders, month WHERE created_at >= month.first AND created_at < month.next ORDER BY 2;
-- query: february-2024
SELECT id, created_at FROM orders
WHERE '2024-02-01' <= created_at AND '2024-03-01' > created_at
ORDER BY created_at;
