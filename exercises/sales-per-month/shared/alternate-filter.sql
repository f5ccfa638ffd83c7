SELECT * FROM (
  SELECT date_trunc('month', created_at)::date AS month,
         count(*) FILTER (WHERE status = 'paid') AS orders,
         sum(total_cents) FILTER (WHERE status = 'paid') - coalesce(sum(discount_cents) FILTER (WHERE status = 'paid'), 0) AS revenue_cents,
         round(avg(total_cents - coalesce(discount_cents, 0)) FILTER (WHERE status = 'paid'), 0) AS average_cents,
         max(total_cents - coalesce(discount_cents, 0)) FILTER (WHERE status = 'paid') AS biggest_cents
  FROM orders
  GROUP BY 1
) AS months
WHERE orders > 0
ORDER BY 1
