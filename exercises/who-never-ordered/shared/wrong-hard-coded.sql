SELECT id, name
FROM customers
WHERE name IN ('Dee', 'Eli')
ORDER BY id;
