-- Change the table products, and keep its rows.
ALTER TABLE products ADD COLUMN category text NOT NULL DEFAULT 'other';

ALTER TABLE products RENAME COLUMN title TO name;

ALTER TABLE products ADD CHECK (price_cents BETWEEN 0 AND 100000);

ALTER TABLE products DROP COLUMN legacy_code;
