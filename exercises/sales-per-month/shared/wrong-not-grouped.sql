-- One row for each month with paid orders, the oldest first.
SELECT
  status, date_trunc('month', created_at)                     AS month,
  count(*)                                                    AS orders,
  sum(total_cents - coalesce(discount_cents, 0))              AS revenue_cents,
  round(avg(total_cents - coalesce(discount_cents, 0)))       AS average_cents,
  max(total_cents - coalesce(discount_cents, 0))              AS biggest_cents
FROM orders
WHERE status = 'paid'
GROUP BY date_trunc('month', created_at)
ORDER BY month;
