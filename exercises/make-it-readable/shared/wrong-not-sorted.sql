WITH sales AS (
  SELECT
    date_trunc('month', created_at) AS month,
    count(*) AS paid_orders,
    sum(total_cents - coalesce(discount_cents, 0)) AS cents
  FROM orders
  WHERE status = 'paid'
  GROUP BY 1
),
complete AS (
  SELECT
    months.month,
    coalesce(sales.paid_orders, 0) AS paid_orders,
    coalesce(sales.cents, 0) AS cents
  FROM generate_series(
    (SELECT min(month) FROM sales),
    (SELECT max(month) FROM sales),
    interval '1 month'
  ) AS months (month)
  LEFT JOIN sales ON sales.month = months.month
)
SELECT month::date AS month, paid_orders, cents, cents = (SELECT max(cents) FROM complete) AS best
FROM complete
ORDER BY cents;
