SELECT customer_id, count(*) AS orders, sum(total_cents) AS cents
FROM orders
WHERE status = 'paid'
  AND count(*) >= 2
GROUP BY customer_id
ORDER BY cents DESC
