-- One order with one product on it.
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE products (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE order_items (
  order_id   bigint  NOT NULL REFERENCES orders (id),
  product_id bigint  NOT NULL REFERENCES products (id),
  quantity   integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, product_id)
);
INSERT INTO orders VALUES (1);
INSERT INTO products VALUES (7, 'Honey');
INSERT INTO order_items VALUES (1, 7, 2);
