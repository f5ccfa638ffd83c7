-- include: shop-schema
INSERT INTO customers (id, name, email, city) VALUES
  (1, 'Ada', 'ada@example.org',   'Berlin'),
  (2, 'Bo',  'bo@example.org',    NULL),
  (3, 'Chi', 'chi@example.org',   'Lagos'),
  (4, 'Dee', 'dee@example.org',   'Berlin'),
  (5, 'Eli', 'eli@example.org',   'Quito'),
  (6, 'Ada', 'ada.k@example.org', 'Kyoto');

INSERT INTO products (id, sku, name, category, price_cents, stock) VALUES
  (1,  'TEA-GRN', 'Green tea',       'drinks',  450,  12),
  (2,  'TEA-BLK', 'Black tea',       'drinks',  390,  0),
  (3,  'MUG-RED', 'Red mug',         'kitchen', 1200, 8),
  (4,  'MUG-BLU', 'Blue mug',        'kitchen', 1200, 3),
  (5,  'POT-CLA', 'Teapot',          'kitchen', 3400, 2),
  (6,  'HON-250', 'Honey',           'food',    690,  20),
  (7,  'BIS-OAT', 'Oat biscuits',    'food',    390,  15),
  (8,  'GFT-BOX', 'Gift box',        NULL,      2500, 4),
  (9,  'BOK-TEA', 'The book of tea', NULL,      1900, 1),
  (10, 'KET-STL', 'Steel kettle',    'kitchen', 5900, 0),
  (11, 'MAT-100', 'Matcha',          'drinks',  2500, 6),
  (12, 'STM-001', 'Milk steamer',    'kitchen', 2200, 5),
  (13, 'JAM-FIG', 'Fig jam',         'food',    400,  9),
  (14, 'CAK-STD', 'Cake stand',      'kitchen', 2500, 1);

INSERT INTO orders (id, customer_id, status, created_at, total_cents, discount_cents) VALUES
  (1,  1,    'paid',      '2025-01-14 10:15:00+00',   2590, NULL),
  (2,  2,    'paid',      '2025-12-31 23:59:59.5+00', 1960, 150),
  (3,  1,    'paid',      '2026-01-01 00:00:00+00',   5090, 500),
  (4,  NULL, 'paid',      '2026-01-17 08:40:00+00',   1270, NULL),
  (5,  3,    'cancelled', '2026-01-20 19:05:00+00',   6390, NULL),
  (6,  3,    'paid',      '2026-01-28 12:00:00+00',   1720, 0),
  (7,  2,    'open',      '2026-02-02 09:30:00+00',   490,  NULL),
  (8,  5,    'cancelled', '2026-02-11 16:20:00+00',   2990, NULL),
  (9,  1,    'paid',      '2026-03-08 11:11:00+00',   2890, NULL),
  (10, 3,    'paid',      '2026-03-31 22:30:00+00',   3080, 290),
  (11, NULL, 'open',      '2026-03-31 23:59:59.5+00', 1180, NULL),
  (12, 6,    'paid',      '2026-03-15 07:00:00+00',   1690, NULL);

INSERT INTO order_items (id, order_id, product_id, quantity, price_cents) VALUES
  (1,  1,  1,  2, 450),
  (2,  1,  3,  1, 1200),
  (3,  2,  2,  2, 390),
  (4,  2,  6,  1, 690),
  (5,  3,  5,  1, 3400),
  (6,  3,  4,  1, 1200),
  (7,  4,  7,  2, 390),
  (8,  5,  10, 1, 5900),
  (9,  6,  1,  1, 450),
  (10, 6,  7,  1, 390),
  (11, 6,  2,  1, 390),
  (12, 8,  11, 1, 2500),
  (13, 9,  3,  2, 1200),
  (14, 10, 9,  1, 1900),
  (15, 10, 6,  1, 690),
  (16, 11, 6,  1, 690),
  (17, 12, 4,  1, 1200);

INSERT INTO payments (id, order_id, amount_cents, paid_at) VALUES
  (1,  1,  1295, '2025-01-14 10:16:00+00'),
  (2,  1,  1295, '2025-02-14 10:16:00+00'),
  (3,  2,  1810, '2026-01-01 00:00:10+00'),
  (4,  3,  2000, '2026-01-01 00:01:00+00'),
  (5,  3,  2590, '2026-02-01 00:01:00+00'),
  (6,  4,  1270, '2026-01-17 08:41:00+00'),
  (7,  6,  1000, '2026-01-28 12:01:00+00'),
  (8,  6,  720,  '2026-02-28 12:01:00+00'),
  (9,  9,  2890, '2026-03-08 11:12:00+00'),
  (10, 10, 2790, '2026-03-31 22:31:00+00'),
  (11, 12, 1690, '2026-03-15 07:01:00+00');
