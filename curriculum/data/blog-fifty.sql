-- include: blog
-- Six authors, 50 published posts and 10 drafts, and up to three comments on each post.
INSERT INTO users (email, name, password_hash)
SELECT lower(name) || '@blog.test', name, 'sample-is-no-real-hash'
FROM unnest(ARRAY['Ann', 'Bo', 'Cem', 'Dora', 'Eli', 'Fay']) WITH ORDINALITY AS u (name, n)
ORDER BY n;

INSERT INTO posts (author_id, title, slug, body, status, created_at, published_at)
SELECT 1 + n % 5, 'Post ' || n, 'post-' || n, 'Text.',
       CASE WHEN n % 6 = 0 THEN 'draft' ELSE 'published' END,
       timestamptz '2025-01-01 08:00+00' + n * interval '1 day',
       CASE WHEN n % 6 <> 0 THEN timestamptz '2025-01-01 09:00+00' + n * interval '1 day' END
FROM generate_series(1, 60) AS n
ORDER BY n;

-- Post n has n % 4 comments. The newest was stored first.
INSERT INTO comments (post_id, author_id, body, created_at)
SELECT n, CASE WHEN k = 3 THEN NULL ELSE 1 + (n + k) % 6 END, 'Comment ' || k || ' on post ' || n,
       timestamptz '2025-06-01 08:00+00' + k * interval '1 hour'
FROM generate_series(1, 60) AS n, generate_series(1, 3) AS k
WHERE k <= n % 4
ORDER BY n, k DESC;
