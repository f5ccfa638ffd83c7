-- include: blog
-- Another small blog, with other names and other gaps.
INSERT INTO users (email, name, password_hash, created_at) VALUES
  ('zoe@blog.test', 'Zoe', 'sample-is-no-real-hash', '2024-01-01 08:00+00'),
  ('yan@blog.test', 'Yan', 'sample-is-no-real-hash', '2022-01-02 08:00+00'),
  ('xia@blog.test', 'Xia', 'sample-is-no-real-hash', '2024-01-03 08:00+00'),
  ('wim@blog.test', 'Wim', 'sample-is-no-real-hash', '2024-01-04 08:00+00'),
  ('vic@blog.test', 'Vic', 'sample-is-no-real-hash', '2024-01-04 08:00+00');

INSERT INTO posts (author_id, title, slug, body, status, created_at, published_at)
SELECT u.id, p.title, p.slug, 'Text.', p.status, p.created_at, p.published_at
FROM (VALUES
  ('zoe@blog.test', 'PostgreSQL, slowly', 'pg-slowly',  'published', timestamptz '2025-11-03 09:00+00', timestamptz '2025-11-03 10:00+00'),
  ('zoe@blog.test', 'sqlite on a phone',  'sqlite',     'published', '2025-11-09 09:00+00', '2026-02-01 00:00+00'),
  ('yan@blog.test', 'Sailing',            'sailing',    'published', '2025-10-05 09:00+00', '2025-11-30 23:59:59+00'),
  ('yan@blog.test', 'Draft about SQL',    'draft-sql',  'draft',     '2025-10-06 09:00+00', NULL),
  ('wim@blog.test', 'Only a draft',       'only-draft', 'draft',     '2025-10-07 09:00+00', NULL),
  ('vic@blog.test', 'Nosql soup',         'soup',       'published', '2026-02-02 09:00+00', '2026-02-02 10:00+00')
) AS p (email, title, slug, status, created_at, published_at)
JOIN users u ON u.email = p.email;

INSERT INTO categories (name) VALUES ('Data'), ('Boats'), ('Food'), ('Drafts only'), ('Nothing');

INSERT INTO post_categories (post_id, category_id)
SELECT p.id, c.id
FROM (VALUES ('pg-slowly', 'Data'), ('sqlite', 'Data'), ('draft-sql', 'Data'), ('sailing', 'Boats'),
             ('soup', 'Food'), ('only-draft', 'Drafts only')) AS pair (slug, name)
JOIN posts p ON p.slug = pair.slug JOIN categories c ON c.name = pair.name;

INSERT INTO comments (post_id, author_id, body, created_at)
SELECT p.id, u.id, c.body, c.created_at
FROM (VALUES
  ('sailing',    'zoe@blog.test', 'Second by number', timestamptz '2025-12-02 12:00+00'),
  ('sailing',    'xia@blog.test', 'Oldest',           '2025-12-01 12:00+00'),
  ('soup',       NULL,            'Salt?',            '2026-02-03 08:00+00'),
  ('soup',       NULL,            'Pepper?',          '2026-02-03 08:00+00'),
  ('only-draft', 'zoe@blog.test', 'Secret',           '2026-02-03 08:00+00')
) AS c (slug, email, body, created_at)
JOIN posts p ON p.slug = c.slug LEFT JOIN users u ON u.email = c.email;
