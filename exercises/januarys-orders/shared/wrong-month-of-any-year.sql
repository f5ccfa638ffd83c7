-- The orders of two months, the oldest first.

-- query: january-2026
SELECT id, created_at
FROM orders
WHERE extract(month FROM created_at) = 1
ORDER BY created_at;

-- query: february-2024
SELECT id, created_at
FROM orders
WHERE extract(month FROM created_at) = 2
ORDER BY created_at;
