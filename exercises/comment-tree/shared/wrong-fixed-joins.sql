SELECT id, author, depth
FROM (
  SELECT a.id, a.author, 1 AS depth, ARRAY[a.id] AS path
  FROM comments a WHERE a.parent_id = 1
  UNION ALL
  SELECT b.id, b.author, 2, ARRAY[a.id, b.id]
  FROM comments a JOIN comments b ON b.parent_id = a.id WHERE a.parent_id = 1
  UNION ALL
  SELECT c.id, c.author, 3, ARRAY[a.id, b.id, c.id]
  FROM comments a JOIN comments b ON b.parent_id = a.id JOIN comments c ON c.parent_id = b.id
  WHERE a.parent_id = 1
) AS levels
WHERE id <> 1
ORDER BY path;
