-- The orders of two months, the oldest first.

-- query: january-2026
SELECT id, created_at
FROM orders
WHERE date_trunc('month', created_at) = '2026-01-01'
ORDER BY created_at;

-- query: february-2024
SELECT id, created_at
FROM orders
WHERE date_trunc('month', created_at) = '2024-02-01'
ORDER BY created_at;
