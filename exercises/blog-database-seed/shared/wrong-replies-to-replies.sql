-- Milestone 6: data to try everything with. It may be run as often as you like.

INSERT INTO users (email, name, password_hash, created_at) VALUES
  ('ada@blog.test',  'Ada',  'seed-is-no-real-hash-1', '2025-01-02 08:00+00'),
  ('bo@blog.test',   'Bo',   'seed-is-no-real-hash-2', '2025-01-03 08:00+00'),
  ('cem@blog.test',  'Cem',  'seed-is-no-real-hash-3', '2025-01-04 08:00+00'),
  ('dora@blog.test', 'Dora', 'seed-is-no-real-hash-4', '2025-02-05 08:00+00'),
  ('eli@blog.test',  'Eli',  'seed-is-no-real-hash-5', '2025-03-06 08:00+00'),
  ('fay@blog.test',  'Fay',  'seed-is-no-real-hash-6', '2025-04-07 08:00+00')
ON CONFLICT DO NOTHING;

INSERT INTO categories (name) VALUES
  ('SQL'), ('Linux'), ('HTTP'), ('Testing'), ('Security'), ('Career'), ('Empty so far')
ON CONFLICT DO NOTHING;

-- 36 posts of four authors, one every ten days; each sixth is still a draft.
INSERT INTO posts (author_id, title, slug, body, status, created_at, published_at)
SELECT u.id, 'Post number ' || n, 'post-' || n, 'What I learned on day ' || n || '.',
       CASE WHEN n % 6 = 0 THEN 'draft' ELSE 'published' END,
       timestamptz '2025-01-05 09:00+00' + n * interval '10 days',
       CASE WHEN n % 6 <> 0 THEN timestamptz '2025-01-05 17:30+00' + n * interval '10 days' END
FROM generate_series(1, 36) AS n
JOIN users AS u ON u.email = (ARRAY['ada', 'bo', 'cem', 'dora'])[1 + n % 4] || '@blog.test'
ON CONFLICT (slug) DO NOTHING;

INSERT INTO post_categories (post_id, category_id)
SELECT p.id, c.id
FROM generate_series(1, 36) AS n
JOIN posts AS p ON p.slug = 'post-' || n
JOIN categories AS c ON c.name IN (
  (ARRAY['SQL', 'Linux', 'HTTP', 'Testing', 'Security', 'Career'])[1 + n % 6],
  (ARRAY['SQL', 'Linux', 'HTTP', 'Testing', 'Security', 'Career'])[1 + n % 5]
)
ON CONFLICT DO NOTHING;

-- Nothing is unique about a comment, so it is looked for by its text.
INSERT INTO comments (post_id, author_id, body, created_at)
SELECT p.id, u.id, new.body, p.published_at + k * interval '5 hours'
FROM generate_series(1, 36) AS n
JOIN posts AS p ON p.slug = 'post-' || n AND p.status = 'published'
CROSS JOIN generate_series(1, 4) AS k
CROSS JOIN LATERAL (SELECT 'Thought ' || k || ' about ' || p.slug AS body) AS new
JOIN users AS u ON u.email = (ARRAY['bo', 'eli', 'fay', 'ada'])[k] || '@blog.test'
WHERE NOT EXISTS (SELECT FROM comments AS c WHERE c.post_id = p.id AND c.body = new.body);

INSERT INTO comments (post_id, author_id, parent_id, body, created_at)
SELECT c.post_id, p.author_id, c.id, new.body, c.created_at + interval '1 hour'
FROM comments AS c
JOIN posts AS p ON p.id = c.post_id
CROSS JOIN LATERAL (SELECT 'Thanks for your ' || lower(c.body) AS body) AS new
WHERE NOT EXISTS (SELECT FROM comments AS r WHERE r.post_id = c.post_id AND r.body = new.body);
