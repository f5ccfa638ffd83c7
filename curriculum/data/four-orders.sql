-- Three customers and four orders, for joins that can be drawn: Dee never ordered, 14 is a guest's.
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers);
INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bo'), (4, 'Dee');
INSERT INTO orders VALUES (11, 1), (12, 1), (13, 2), (14, NULL);
