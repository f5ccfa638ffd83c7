-- include: blog
-- A small blog to try reports on: drafts, an author without posts, a quiet month, two people called Ann.
INSERT INTO users (email, name, password_hash, created_at) VALUES
  ('ann@blog.test',  'Ann',  'sample-is-no-real-hash', '2025-01-01 08:00+00'),
  ('bo@blog.test',   'Bo',   'sample-is-no-real-hash', '2025-01-02 08:00+00'),
  ('cem@blog.test',  'Cem',  'sample-is-no-real-hash', '2025-01-03 08:00+00'),
  ('ann@other.test', 'Ann',  'sample-is-no-real-hash', '2025-01-04 08:00+00'),
  ('dora@blog.test', 'Dora', 'sample-is-no-real-hash', '2023-06-05 08:00+00');

INSERT INTO posts (author_id, title, slug, body, status, created_at, published_at)
SELECT u.id, p.title, p.slug, 'Text.', p.status, p.created_at, p.published_at
FROM (VALUES
  ('ann@blog.test',  'Hello, SQL',             'hello-sql',        'published', timestamptz '2025-01-10 09:00+00', timestamptz '2025-01-10 10:00+00'),
  ('ann@blog.test',  'Joins drawn by hand',    'joins',            'published', '2025-01-30 09:00+00', '2025-01-31 22:00+00'),
  ('bo@blog.test',   'Why MySQL said no',      'why-mysql',        'published', '2025-02-01 09:00+00', '2025-02-01 10:00+00'),
  ('ann@blog.test',  'A week without a mouse', 'no-mouse',         'published', '2025-04-02 09:00+00', '2025-04-02 10:00+00'),
  ('cem@blog.test',  'Half a thought on sql',  'half-a-thought',   'draft',     '2025-04-03 09:00+00', NULL),
  ('ann@other.test', 'Another Ann writes',     'another-ann',      'published', '2025-04-04 09:00+00', '2025-04-05 10:00+00'),
  ('bo@blog.test',   'Not yet',                'not-yet',          'draft',     '2025-05-01 09:00+00', NULL)
) AS p (email, title, slug, status, created_at, published_at)
JOIN users u ON u.email = p.email;

INSERT INTO categories (name) VALUES ('SQL'), ('Tools'), ('Ideas'), ('Empty');

INSERT INTO post_categories (post_id, category_id)
SELECT p.id, c.id
FROM (VALUES ('hello-sql', 'SQL'), ('joins', 'SQL'), ('why-mysql', 'SQL'), ('no-mouse', 'Tools'),
             ('joins', 'Tools'), ('half-a-thought', 'Ideas')) AS pair (slug, name)
JOIN posts p ON p.slug = pair.slug JOIN categories c ON c.name = pair.name;

INSERT INTO comments (post_id, author_id, body, created_at)
SELECT p.id, u.id, c.body, c.created_at
FROM (VALUES
  ('hello-sql', 'bo@blog.test',  'First!',        timestamptz '2025-01-10 11:00+00'),
  ('hello-sql', 'cem@blog.test', 'Nice start.',   '2025-01-11 09:00+00'),
  ('joins',     'bo@blog.test',  'Same second A', '2025-02-01 12:00+00'),
  ('joins',     'cem@blog.test', 'Same second B', '2025-02-01 12:00+00'),
  ('no-mouse',  NULL,            'I have left.',  '2025-04-03 08:00+00'),
  ('no-mouse',  'ann@blog.test', 'Welcome.',      '2025-04-02 11:00+00'),
  ('not-yet',   'ann@blog.test', 'For your eyes', '2025-05-02 11:00+00')
) AS c (slug, email, body, created_at)
JOIN posts p ON p.slug = c.slug LEFT JOIN users u ON u.email = c.email;
