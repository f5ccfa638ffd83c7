WITH RECURSIVE thread AS (
  SELECT id, author, 0 AS depth, id::text AS path
  FROM comments
  WHERE id = 1
  UNION ALL
  SELECT c.id, c.author, t.depth + 1, t.path || '.' || c.id
  FROM comments c
  JOIN thread t ON c.parent_id = t.id
  WHERE c.id::text <> ALL (string_to_array(t.path, '.'))
)
SELECT id, author, depth
FROM thread
WHERE depth > 0
ORDER BY path;
