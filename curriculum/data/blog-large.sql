-- include: blog
-- 2 000 users, 50 000 posts, 20 categories, 20 000 comments.
INSERT INTO users (email, name, password_hash, created_at)
SELECT 'user' || n || '@blog.test', 'User ' || n, md5('user' || n), timestamptz '2023-01-01 08:00+00' + n * interval '1 hour'
FROM generate_series(1, 2000) AS n;

INSERT INTO posts (author_id, title, slug, body, status, created_at, published_at)
SELECT 1 + (n * 7919) % 2000,
       (ARRAY['How to', 'Notes on', 'Why', 'Postgres and', 'A week with'])[1 + n % 5] || ' topic ' || (n::bigint * 104729) % 50000,
       'post-' || n,
       repeat('Some words about topic ' || n || '. ', 4),
       CASE WHEN n % 5 = 0 THEN 'draft' ELSE 'published' END,
       timestamptz '2024-01-01 09:00+00' + ((n * 7907) % 50000) * interval '20 minutes',
       CASE WHEN n % 5 <> 0 THEN timestamptz '2024-01-01 10:00+00' + ((n * 7907) % 50000) * interval '20 minutes' END
FROM generate_series(1, 50000) AS n;

INSERT INTO categories (name) SELECT 'Category ' || n FROM generate_series(1, 20) AS n;

-- Category 20 is rare.
INSERT INTO post_categories (post_id, category_id)
SELECT n, CASE WHEN n % 500 = 0 THEN 20 ELSE 1 + n % 19 END FROM generate_series(1, 20000) AS n;

-- The first 200 posts are talked about.
INSERT INTO comments (post_id, author_id, body, created_at)
SELECT 1 + (n * 61) % 200, 1 + (n * 31) % 2000, 'Comment ' || n,
       timestamptz '2026-01-01 09:00+00' + ((n * 7717) % 20000) * interval '1 minute'
FROM generate_series(1, 20000) AS n;

ANALYZE;
