-- Milestone 7: five questions to the blog.

-- query: authors
SELECT u.name, count(p.id) AS post_count, max(p.published_at) AS last_post_at
FROM users AS u
LEFT JOIN posts AS p ON p.author_id = u.id
WHERE p.status = 'published'
GROUP BY u.id, u.name
ORDER BY post_count DESC, u.name, u.id;

-- query: categories
SELECT c.name, count(p.id) AS post_count
FROM categories AS c
LEFT JOIN post_categories AS pc ON pc.category_id = c.id
LEFT JOIN posts AS p ON p.id = pc.post_id
WHERE p.status = 'published'
GROUP BY c.id, c.name
ORDER BY post_count DESC, c.name;

-- query: newest-comments
SELECT DISTINCT ON (p.slug) p.slug, coalesce(u.name, 'former user') AS author, c.body, c.created_at
FROM posts AS p
JOIN comments AS c ON c.post_id = p.id
LEFT JOIN users AS u ON u.id = c.author_id
WHERE p.status = 'published'
ORDER BY p.slug, c.created_at DESC, c.id DESC;

-- query: search
SELECT slug, title
FROM posts
WHERE status = 'published' AND title ILIKE '%sql%'
ORDER BY title;

-- query: months
WITH span AS (
  SELECT min(date_trunc('month', published_at AT TIME ZONE 'UTC')) AS first,
         max(date_trunc('month', published_at AT TIME ZONE 'UTC')) AS last
  FROM posts
)
SELECT to_char(month, 'YYYY-MM') AS month, count(p.id) AS post_count
FROM span
CROSS JOIN generate_series(span.first, span.last, interval '1 month') AS month
LEFT JOIN posts AS p ON date_trunc('month', p.published_at AT TIME ZONE 'UTC') = month
GROUP BY month
ORDER BY month;
