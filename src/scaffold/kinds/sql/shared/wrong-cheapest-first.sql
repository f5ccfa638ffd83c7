SELECT name, price_cents
FROM products
WHERE price_cents >= 500
ORDER BY price_cents;
