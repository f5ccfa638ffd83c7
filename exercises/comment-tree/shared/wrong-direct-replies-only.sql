SELECT id, author, 1 AS depth
FROM comments
WHERE parent_id = 1
ORDER BY id;
