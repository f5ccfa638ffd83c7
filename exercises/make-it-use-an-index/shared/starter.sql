-- At most three indexes, so that none of the three queries reads a whole table.

-- 1: WHERE customer_id = … ORDER BY created_at DESC

-- 2: WHERE lower(email) = …

-- 3: WHERE status = 'open' ORDER BY created_at LIMIT 400
