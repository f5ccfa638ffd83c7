-- include: shop-schema
INSERT INTO customers (id, name, email, city) VALUES
  (12, 'Gus', 'gus@example.org',   NULL),
  (14, 'Ida', 'ida@example.org',   NULL),
  (13, 'Hal', 'hal@example.org',   'Lima'),
  (15, 'Fay', 'fay.m@example.org', 'Oslo'),
  (17, 'Kim', 'kim@example.org',   'Lima'),
  (16, 'Jon', 'jon@example.org',   'Cork'),
  (11, 'Fay', 'fay@example.org',   'Oslo');

INSERT INTO products (id, sku, name, category, price_cents, stock) VALUES
  (21, 'SOC-WOL', 'Wool socks',      'clothes', 1200, 4),
  (22, 'TEA-MNT', 'MINT TEA',        'drinks',  400,  0),
  (23, 'TEA-ICE', 'Iced tea',        'drinks',  199,  40),
  (24, 'COF-BRZ', 'Coffee',          'drinks',  1201, 11),
  (25, 'PLU-TEA', 'Teaspoon',        'kitchen', 399,  30),
  (26, 'MYS-001', 'Surprise',        NULL,      700,  2),
  (27, 'MYS-002', 'Another one',     NULL,      9900, 0),
  (28, 'CHO-DRK', 'Dark chocolate',  'food',    499,  8),
  (29, 'CAK-APL', 'Apple cake',      'food',    1900, 3),
  (30, 'PAN-IRO', 'Iron pan',        'kitchen', 4500, 1),
  (31, 'KNI-SET', 'Knives',          'kitchen', 1900, 6),
  (32, 'ROB-SLK', 'Bathrobe',        'clothes', 1900, 2),
  (33, 'ZIT-001', 'Zither',          'music',   1900, 1),
  (34, 'BRD-RYE', 'Bread',           'food',    0,    5),
  (35, 'HON-LIM', 'Lime honey',      'food',    500,  7);

INSERT INTO orders (id, customer_id, status, created_at, total_cents, discount_cents) VALUES
  (201, 11,   'paid',      '2024-02-29 23:59:59.5+00', 1001, NULL),
  (202, 12,   'paid',      '2024-03-01 00:00:00+00',   2500, 2500),
  (203, 11,   'open',      '2024-03-05 10:00:00+00',   9000, NULL),
  (204, NULL, 'cancelled', '2024-04-10 10:00:00+00',   1490, 100),
  (205, 13,   'cancelled', '2024-04-11 10:00:00+00',   700,  NULL),
  (206, 15,   'paid',      '2024-10-02 10:00:00+00',   1690, NULL),
  (207, NULL, 'paid',      '2024-10-31 23:59:59.9+00', 490,  NULL),
  (208, 15,   'paid',      '2025-02-03 10:00:00+00',   3333, 333),
  (209, 12,   'paid',      '2025-02-28 10:00:00+00',   500,  NULL),
  (210, 12,   'paid',      '2025-02-28 10:00:00+00',   504,  NULL),
  (211, 17,   'cancelled', '2025-03-01 10:00:00+00',   1000, NULL),
  (212, 17,   'open',      '2025-03-02 10:00:00+00',   2000, NULL),
  (213, 11,   'paid',      '2024-01-05 23:30:00+00',   800,  NULL);

INSERT INTO order_items (id, order_id, product_id, quantity, price_cents) VALUES
  (41, 201, 22, 1, 511),
  (42, 202, 21, 1, 1200),
  (43, 202, 24, 1, 1300),
  (44, 203, 30, 2, 4500),
  (45, 204, 26, 2, 500),
  (46, 205, 26, 1, 700),
  (47, 206, 21, 1, 1200),
  (48, 208, 31, 1, 1000),
  (49, 208, 32, 1, 1000),
  (50, 208, 23, 7, 119),
  (51, 209, 34, 3, 10),
  (52, 211, 28, 1, 510),
  (53, 212, 29, 1, 1510);

INSERT INTO payments (id, order_id, amount_cents, paid_at) VALUES
  (61, 201, 1001, '2024-03-01 00:00:05+00'),
  (62, 206, 845,  '2024-10-02 10:01:00+00'),
  (63, 206, 845,  '2024-11-02 10:01:00+00'),
  (64, 207, 490,  '2024-11-01 00:00:00+00'),
  (65, 208, 1000, '2025-02-03 10:01:00+00'),
  (66, 208, 1000, '2025-03-03 10:01:00+00'),
  (67, 208, 1000, '2025-04-03 10:01:00+00'),
  (68, 209, 500,  '2025-02-28 10:01:00+00'),
  (69, 210, 504,  '2025-02-28 10:01:00+00');
