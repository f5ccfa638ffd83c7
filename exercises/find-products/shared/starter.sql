-- Six questions to the table products. Write each query below its line,
-- and leave these lines as they are.

-- query: tea
SELECT name
FROM products;

-- query: drinks-and-food


-- query: middle-prices


-- query: not-sorted-in


-- query: cheap-treats


-- query: five-dearest

