-- The orders of two months, the oldest first.

-- query: january-2026
SELECT id, created_at
FROM orders
WHERE created_at BETWEEN '2026-01-01' AND '2026-01-31 23:59:59'
ORDER BY created_at;

-- query: february-2024
SELECT id, created_at
FROM orders
WHERE created_at BETWEEN '2024-02-01' AND '2024-02-29 23:59:59'
ORDER BY created_at;
