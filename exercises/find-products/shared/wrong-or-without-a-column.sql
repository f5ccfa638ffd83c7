-- Six questions to the table products.

-- query: tea
SELECT name
FROM products
WHERE name ILIKE '%tea%';

-- query: drinks-and-food
SELECT name, category
FROM products
WHERE category = 'drinks' OR 'food';

-- query: middle-prices
SELECT name, price_cents
FROM products
WHERE price_cents BETWEEN 400 AND 1200;

-- query: not-sorted-in
SELECT id, name
FROM products
WHERE category IS NULL;

-- query: cheap-treats
SELECT name, category, price_cents
FROM products
WHERE category IN ('drinks', 'food') AND price_cents < 500;

-- query: five-dearest
SELECT name, price_cents
FROM products
ORDER BY price_cents DESC, name
LIMIT 5;
