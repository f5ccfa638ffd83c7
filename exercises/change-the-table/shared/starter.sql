-- Change the table products, and keep its rows.
-- How it was made, and what is in it, stands in products-v1.sql.

