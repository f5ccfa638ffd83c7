-- All replies to comment 1: id, author, depth
WITH RECURSIVE thread AS (
  SELECT id, author, 0 AS depth   -- TODO: what must each row carry along?
  FROM comments
  WHERE id = 1
  -- TODO: UNION ALL, and below it the step from the last round to the next
)
SELECT id, author, depth
FROM thread;
-- TODO: leave out comment 1, and sort as on the page
