WITH sales AS (
  SELECT
    date_trunc('month', created_at) AS month,
    count(*) AS paid_orders,
    sum(total_cents - coalesce(discount_cents, 0)) AS cents
  FROM orders
  WHERE status = 'paid'
  GROUP BY 1
)
SELECT
  months.month::date AS month,
  coalesce(sales.paid_orders, 0) AS paid_orders,
  coalesce(sales.cents, 0) AS cents,
  coalesce(sales.cents, 0) = (SELECT max(cents) FROM sales) AS best
FROM generate_series(
  (SELECT min(month) FROM sales),
  (SELECT max(month) FROM sales),
  interval '1 month'
) AS months (month)
LEFT JOIN sales ON sales.month = months.month
ORDER BY months.month;
