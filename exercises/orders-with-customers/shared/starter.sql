-- One row for each order: order_id, customer, items
SELECT id AS order_id
FROM orders;
