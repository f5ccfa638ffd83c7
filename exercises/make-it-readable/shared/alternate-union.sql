WITH RECURSIVE sales AS (
  SELECT date_trunc('month', o.created_at) AS month, count(*) AS paid_orders,
    sum(o.total_cents) - coalesce(sum(o.discount_cents), 0) AS cents
  FROM orders o
  WHERE o.status = 'paid'
  GROUP BY date_trunc('month', o.created_at)
), calendar AS (
  SELECT min(month) AS month FROM sales
  UNION ALL
  SELECT month + interval '1 month' FROM calendar WHERE month < (SELECT max(month) FROM sales)
), complete AS (
  SELECT month, paid_orders, cents FROM sales
  UNION ALL
  SELECT c.month, 0, 0 FROM calendar c WHERE NOT EXISTS (SELECT FROM sales s WHERE s.month = c.month)
)
SELECT CAST(month AS date) AS month, paid_orders, cents, rank() OVER (ORDER BY cents DESC) = 1 AS best
FROM complete
ORDER BY 1;
