WITH RECURSIVE thread AS (
  SELECT id, author, 0 AS depth
  FROM comments
  WHERE id = 1
  UNION ALL
  SELECT c.id, c.author, t.depth + 1
  FROM thread t
  JOIN comments c ON c.parent_id = t.id
) SEARCH DEPTH FIRST BY id SET page_order
  CYCLE id SET is_cycle USING visited
SELECT id, author, depth
FROM thread
WHERE depth > 0 AND NOT is_cycle
ORDER BY page_order;
