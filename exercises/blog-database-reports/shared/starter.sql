-- Milestone 7: five questions to the blog. Write each query below its name.

-- query: authors
-- The query of the roadmap article: run it on blog-sample.sql, then make it what the task asks for.
SELECT
  u.name,
  COUNT(p.id) AS post_count,
  MAX(p.created_at) AS last_post_date
FROM users u
LEFT JOIN posts p ON u.id = p.author_id
WHERE u.created_at > '2024-01-01'
GROUP BY u.id, u.name
HAVING COUNT(p.id) > 0
ORDER BY post_count DESC
LIMIT 10;

-- query: categories

-- query: newest-comments

-- query: search

-- query: months
