CREATE TABLE products (name text NOT NULL, price_cents integer NOT NULL);

INSERT INTO products VALUES ('Tea', 450), ('Teapot', 3400), ('Mug', 500);
