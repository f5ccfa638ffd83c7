SELECT c.id AS customer_id, newest.id AS order_id, newest.total_cents,
       newest.created_at::date - (
         SELECT before.created_at::date
         FROM orders before
         WHERE before.customer_id = c.id AND (before.created_at, before.id) < (newest.created_at, newest.id)
         ORDER BY before.created_at DESC, before.id DESC
         LIMIT 1
       ) AS gap_days
FROM customers c
CROSS JOIN LATERAL (
  SELECT * FROM orders WHERE customer_id = c.id ORDER BY created_at DESC, id DESC LIMIT 1
) AS newest
ORDER BY c.id;
