-- include: shop-schema
-- Two months that brought equally much; what was cancelled or is open lies before, between and after them.
INSERT INTO orders (id, customer_id, status, created_at, total_cents, discount_cents) VALUES
  (401, NULL, 'cancelled', '2025-01-10 10:00:00+00', 9000, NULL),
  (402, NULL, 'paid',      '2025-09-30 10:00:00+00', 1500, 500),
  (403, NULL, 'paid',      '2025-04-01 00:00:00+00', 600,  NULL),
  (404, NULL, 'paid',      '2025-03-31 23:59:59+00', 100,  0),
  (405, NULL, 'paid',      '2025-04-30 10:00:00+00', 400,  NULL),
  (406, NULL, 'open',      '2025-06-30 10:00:00+00', 4000, NULL),
  (407, NULL, 'open',      '2025-12-01 10:00:00+00', 700,  NULL),
  (408, NULL, 'paid',      '2025-07-01 10:00:00+00', 50,   NULL);
