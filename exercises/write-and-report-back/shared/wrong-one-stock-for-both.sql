-- query: new-products
INSERT INTO products (id, sku, name, category, price_cents, stock) VALUES
  (101, 'CUP-WHT', 'White cup', 'kitchen', 900, 6),
  (102, 'SUG-BRN', 'Brown sugar', 'food', 250, 30),
  (103, 'CRD-001', 'Card', NULL, 300, 50)
RETURNING id, sku;

-- query: dearer-honey
UPDATE products SET price_cents = price_cents + 100 WHERE sku = 'HON-250';

-- query: delivery
INSERT INTO products (id, sku, name, category, price_cents, stock) VALUES
  (201, 'TEA-BLK', 'Black tea', 'drinks', 390, 40),
  (202, 'RUM-050', 'Rum', 'drinks', 2200, 5)
ON CONFLICT (sku) DO UPDATE SET stock = 40;
