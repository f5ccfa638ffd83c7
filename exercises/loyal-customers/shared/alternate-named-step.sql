WITH loyal AS (
  SELECT customer_id, count(*) AS orders, sum(total_cents) AS spent_cents
  FROM orders
  WHERE status = 'paid' AND created_at >= timestamptz '2026-01-01 00:00+00'
  GROUP BY customer_id
)
SELECT customer_id, orders, spent_cents
FROM loyal
WHERE orders >= 3 AND customer_id IS NOT NULL
ORDER BY spent_cents DESC, customer_id ASC
FETCH FIRST 10 ROWS ONLY;
