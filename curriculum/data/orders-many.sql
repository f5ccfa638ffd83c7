-- include: shop-schema
-- Many orders over four years, and an index on their moments.
INSERT INTO orders (id, customer_id, status, created_at, total_cents, discount_cents)
SELECT n, NULL, 'paid', timestamptz '2023-01-01 00:00:00+00' + n * interval '67 minutes', 1000 + n % 500, NULL
FROM generate_series(1, 30000) AS n;

CREATE INDEX orders_created_at ON orders (created_at);
ANALYZE orders;
