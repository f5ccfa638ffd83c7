-- query: authors
WITH published AS (SELECT author_id, published_at FROM posts WHERE status = 'published'),
counted AS (SELECT author_id, count(*) AS post_count, max(published_at) AS last_post_at FROM published GROUP BY author_id)
SELECT u.name, coalesce(c.post_count, 0) AS post_count, c.last_post_at
FROM users u LEFT JOIN counted c ON c.author_id = u.id
ORDER BY post_count DESC, u.name, u.id;

-- query: categories
SELECT c.name, count(*) FILTER (WHERE p.status = 'published') AS post_count
FROM categories c
LEFT JOIN (post_categories pc JOIN posts p ON p.id = pc.post_id) ON pc.category_id = c.id
GROUP BY c.id
ORDER BY post_count DESC, c.name;

-- query: newest-comments
WITH numbered AS (
  SELECT c.*, row_number() OVER (PARTITION BY c.post_id ORDER BY c.created_at DESC, c.id DESC) AS place
  FROM comments c
)
SELECT p.slug, coalesce(u.name, 'former user') AS author, n.body, n.created_at
FROM numbered n
JOIN posts p ON p.id = n.post_id AND p.status = 'published'
LEFT JOIN users u ON u.id = n.author_id
WHERE n.place = 1
ORDER BY p.slug;

-- query: search
SELECT slug, title FROM posts WHERE status = 'published' AND title ~* 'sql' ORDER BY title;

-- query: months
SELECT to_char(month, 'YYYY-MM') AS month, count(p.id) AS post_count
FROM generate_series(
  (SELECT date_trunc('month', min(published_at AT TIME ZONE 'UTC')) FROM posts),
  (SELECT date_trunc('month', max(published_at AT TIME ZONE 'UTC')) FROM posts),
  '1 month'
) AS month
LEFT JOIN posts p ON to_char(p.published_at AT TIME ZONE 'UTC', 'YYYY-MM') = to_char(month, 'YYYY-MM')
GROUP BY 1
ORDER BY 1;
