SELECT date_trunc('month', created_at)::date AS month, count(*) AS orders,
  sum(total_cents) - sum(discount_cents) AS revenue_cents,
  round(avg(total_cents - coalesce(discount_cents, 0))) AS average_cents,
  max(total_cents - coalesce(discount_cents, 0)) AS biggest_cents
FROM orders WHERE status = 'paid' GROUP BY month ORDER BY month;
