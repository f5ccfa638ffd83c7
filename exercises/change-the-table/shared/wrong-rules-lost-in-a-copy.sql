CREATE TABLE products_new AS
  SELECT id, sku, title AS name, price_cents, stock, 'other' AS category
  FROM products;
DROP TABLE products;
ALTER TABLE products_new RENAME TO products;
ALTER TABLE products ALTER COLUMN category SET NOT NULL;
ALTER TABLE products ALTER COLUMN category SET DEFAULT 'other';
ALTER TABLE products ADD CHECK (price_cents BETWEEN 0 AND 100000);
