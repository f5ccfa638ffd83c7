WITH paid_per_month AS (
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
    coalesce(paid_per_month.paid_orders, 0) AS paid_orders,
    coalesce(paid_per_month.cents, 0) AS cents
  FROM generate_series(
    (SELECT min(month) FROM paid_per_month),
    (SELECT max(month) FROM paid_per_month),
    interval '1 month'
  ) AS months (month)
  LEFT JOIN paid_per_month ON paid_per_month.month = months.month
)
SELECT month::date AS month, paid_orders, cents, cents = (SELECT max(cents) FROM complete) AS best
FROM complete
ORDER BY month;
