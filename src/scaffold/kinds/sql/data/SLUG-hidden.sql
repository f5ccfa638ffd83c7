CREATE TABLE products (name text NOT NULL, price_cents integer NOT NULL);

INSERT INTO products VALUES ('Jam', 499), ('Kettle', 4200), ('Spoon', 500), ('Cup', 700);
