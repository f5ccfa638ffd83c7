-- Your query
SELECT name, price_cents
FROM products;
