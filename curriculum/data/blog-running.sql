-- include: blog
-- The blog while it is in use: published posts and drafts of last year.
INSERT INTO users (email, name, password_hash, created_at) VALUES
  ('ann@blog.test', 'Ann', 'sample-is-no-real-hash', '2025-01-01 08:00+00'),
  ('bo@blog.test',  'Bo',  'sample-is-no-real-hash', '2025-01-02 08:00+00');

INSERT INTO posts (author_id, title, slug, body, status, created_at, published_at)
SELECT u.id, p.title, p.slug, 'Text.', p.status, p.created_at, p.published_at
FROM (VALUES
  ('ann@blog.test', 'First',  'first',  'published', timestamptz '2025-02-01 09:00+00', timestamptz '2025-02-02 10:00+00'),
  ('ann@blog.test', 'Second', 'second', 'published', '2025-03-01 09:00+00', '2025-03-05 10:00+00'),
  ('bo@blog.test',  'Third',  'third',  'published', '2025-04-01 09:00+00', '2025-04-01 09:00+00'),
  ('bo@blog.test',  'Fourth', 'fourth', 'draft',     '2025-05-01 09:00+00', NULL),
  ('ann@blog.test', 'Fifth',  'fifth',  'draft',     '2025-06-01 09:00+00', NULL),
  ('bo@blog.test',  'Sixth',  'sixth',  'published', '2025-07-01 09:00+00', '2025-08-01 10:00+00')
) AS p (email, title, slug, status, created_at, published_at)
JOIN users u ON u.email = p.email;
