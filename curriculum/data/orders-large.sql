-- include: shop-schema
-- 20 000 customers. The first thousand ordered 200 times each, spread over four years; the latest orders are still open, and so
-- are a few forgotten ones.
INSERT INTO customers (id, name, email, city)
SELECT n, 'Customer ' || n, 'Customer' || n || '@example.org', (ARRAY['Berlin', 'Lagos', 'Quito', 'Kyoto'])[1 + n % 4]
FROM generate_series(1, 20000) AS n;

INSERT INTO orders (id, customer_id, status, created_at, total_cents, discount_cents)
SELECT n,
       1 + (n - 1) / 200,
       CASE WHEN step > 199000 OR step % 400 = 0 THEN 'open' WHEN n % 9 = 0 THEN 'cancelled' ELSE 'paid' END,
       timestamptz '2023-01-01 00:00:00+00' + step * interval '10 minutes',
       500 + (n::bigint * 104729) % 20000,
       CASE WHEN n % 7 = 0 THEN 100 END
FROM (SELECT n, (n::bigint * 79069) % 200000 AS step FROM generate_series(1, 200000) AS n) AS numbers
ORDER BY n;

-- With this, ANALYZE counts all orders and guesses from no sample, so that each plan is the same every time.
ALTER TABLE orders ALTER COLUMN status SET STATISTICS 1000;
ANALYZE;
