-- Change the table products, and keep its rows.
ALTER TABLE products ADD COLUMN category text NOT NULL;

ALTER TABLE products RENAME COLUMN title TO name;

ALTER TABLE products DROP CONSTRAINT products_price_range;
ALTER TABLE products ADD CONSTRAINT products_price_range CHECK (price_cents BETWEEN 0 AND 100000);

ALTER TABLE products DROP COLUMN legacy_code;
