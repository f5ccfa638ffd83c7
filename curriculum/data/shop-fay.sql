-- include: shop-schema
-- include: shop
-- Two new customers, who have ordered nothing yet.
INSERT INTO customers (id, name, email, city) VALUES
  (7, 'Fay', 'fay@example.org', 'Oslo'),
  (8, 'Gus', 'gus@example.org', NULL);
