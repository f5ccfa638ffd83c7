-- Milestone 7: five questions to the blog.

-- query: authors
SELECT u.name, count(p.id) AS post_count, max(p.published_at) AS last_post_at
FROM users AS u
LEFT JOIN posts AS p ON p.author_id = u.id AND p.status = 'published'
GROUP BY u.id, u.name
ORDER BY post_count DESC, u.name, u.id;

-- query: categories
SELECT c.name, count(p.id) AS post_count
FROM categories AS c
LEFT JOIN post_categories AS pc ON pc.category_id = c.id
LEFT JOIN posts AS p ON p.id = pc.post_id AND p.status = 'published'
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
SELECT to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(*) AS post_count
FROM posts
WHERE status = 'published'
GROUP BY month
ORDER BY month;
