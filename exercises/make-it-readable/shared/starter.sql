-- Paid orders per month, quiet months too. It is right; make it readable.
SELECT
  m.month::date AS month,
  coalesce((
    SELECT s.paid_orders FROM (
      SELECT date_trunc('month', created_at) AS month, count(*) AS paid_orders,
             sum(total_cents - coalesce(discount_cents, 0)) AS cents
      FROM orders WHERE status = 'paid' GROUP BY 1
    ) AS s WHERE s.month = m.month), 0) AS paid_orders,
  coalesce((
    SELECT s.cents FROM (
      SELECT date_trunc('month', created_at) AS month, count(*) AS paid_orders,
             sum(total_cents - coalesce(discount_cents, 0)) AS cents
      FROM orders WHERE status = 'paid' GROUP BY 1
    ) AS s WHERE s.month = m.month), 0) AS cents,
  coalesce((
    SELECT s.cents FROM (
      SELECT date_trunc('month', created_at) AS month, count(*) AS paid_orders,
             sum(total_cents - coalesce(discount_cents, 0)) AS cents
      FROM orders WHERE status = 'paid' GROUP BY 1
    ) AS s WHERE s.month = m.month), 0) = (
    SELECT max(s.cents) FROM (
      SELECT date_trunc('month', created_at) AS month, count(*) AS paid_orders,
             sum(total_cents - coalesce(discount_cents, 0)) AS cents
      FROM orders WHERE status = 'paid' GROUP BY 1
    ) AS s) AS best
FROM (
  SELECT generate_series(min(s.month), max(s.month), interval '1 month') AS month
  FROM (
      SELECT date_trunc('month', created_at) AS month, count(*) AS paid_orders,
             sum(total_cents - coalesce(discount_cents, 0)) AS cents
      FROM orders WHERE status = 'paid' GROUP BY 1
    ) AS s
) AS m
ORDER BY m.month;
