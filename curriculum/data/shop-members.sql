-- include: shop-schema
-- A shop without guests: every order has a customer.
INSERT INTO customers (id, name, email, city) VALUES
  (31, 'Lea', 'lea@example.org', 'Bern'),
  (32, 'Max', 'max@example.org', NULL),
  (33, 'Nia', 'nia@example.org', 'Bern');

INSERT INTO products (id, sku, name, category, price_cents, stock) VALUES
  (41, 'PEN-001', 'Pen',   'office', 150,  90),
  (42, 'INK-001', 'Ink',   'office', 800,  7),
  (43, 'TEA-WHT', 'White tea', NULL, 990,  0);

INSERT INTO orders (id, customer_id, status, created_at, total_cents, discount_cents) VALUES
  (301, 31, 'paid',      '2026-05-01 09:00:00+00', 940,  NULL),
  (302, 31, 'open',      '2026-05-02 09:00:00+00', 1290, 90),
  (303, 32, 'cancelled', '2026-05-03 09:00:00+00', 640,  NULL);

INSERT INTO order_items (id, order_id, product_id, quantity, price_cents) VALUES
  (71, 301, 41, 1, 150),
  (72, 301, 41, 1, 150),
  (73, 301, 41, 1, 150),
  (74, 302, 42, 1, 800),
  (75, 303, 41, 1, 150);

INSERT INTO payments (id, order_id, amount_cents, paid_at) VALUES
  (81, 301, 470, '2026-05-01 09:01:00+00'),
  (82, 301, 470, '2026-06-01 09:01:00+00');
