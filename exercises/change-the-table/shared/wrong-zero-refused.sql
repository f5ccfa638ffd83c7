-- A price above zero, at most 100000.
ALTER TABLE products ADD COLUMN category text NOT NULL DEFAULT 'other';

ALTER TABLE products RENAME COLUMN title TO name;

ALTER TABLE products DROP CONSTRAINT products_price_range;
ALTER TABLE products ADD CONSTRAINT products_price_range CHECK (price_cents > 0 AND price_cents <= 100000);

ALTER TABLE products DROP COLUMN legacy_code;
