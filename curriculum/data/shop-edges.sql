-- include: shop-schema
-- Orders at the edges of months.
INSERT INTO orders (id, customer_id, status, created_at, total_cents, discount_cents) VALUES
  (1,  NULL, 'paid', '2025-12-31 23:59:59.5+00',   1000, NULL),
  (2,  NULL, 'paid', '2026-01-01 00:00:00+00',     1000, NULL),
  (3,  NULL, 'paid', '2026-01-15 12:00:00+00',     1000, NULL),
  (5,  NULL, 'paid', '2026-01-31 09:30:00+00',     1000, NULL),
  (4,  NULL, 'paid', '2026-01-31 00:00:00+00',     1000, NULL),
  (6,  NULL, 'paid', '2026-01-31 23:59:59+00',     1000, NULL),
  (7,  NULL, 'paid', '2026-01-31 23:59:59.5+00',   1000, NULL),
  (8,  NULL, 'paid', '2026-02-01 00:00:00+00',     1000, NULL),
  (9,  NULL, 'paid', '2024-01-31 23:59:59.999+00', 1000, NULL),
  (10, NULL, 'paid', '2024-02-01 00:00:00+00',     1000, NULL),
  (12, NULL, 'paid', '2024-02-29 00:00:00+00',     1000, NULL),
  (11, NULL, 'paid', '2024-02-28 18:00:00+00',     1000, NULL),
  (13, NULL, 'paid', '2024-02-29 23:59:59.999+00', 1000, NULL),
  (14, NULL, 'paid', '2024-03-01 00:00:00+00',     1000, NULL);
