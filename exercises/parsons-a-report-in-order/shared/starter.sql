HAVING count(*) >= 2
  AND cents > 1000
ORDER BY cents DESC
GROUP BY customer_id
  AND count(*) >= 2
SELECT customer_id, count(*) AS orders, sum(total_cents) AS cents
FROM orders
WHERE status = 'paid'
