-- include: blog
-- include: blog-api
-- Five people, of whom Dora looks after the categories; seven published posts and three drafts.
INSERT INTO users (email, name, password_hash, is_admin) VALUES
  ('ann@blog.test',  'Ann',  'sample-is-no-real-hash', false),
  ('bo@blog.test',   'Bo',   'sample-is-no-real-hash', false),
  ('cem@blog.test',  'Cem',  'sample-is-no-real-hash', false),
  ('dora@blog.test', 'Dora', 'sample-is-no-real-hash', true),
  ('eli@blog.test',  'Eli',  'sample-is-no-real-hash', false);

INSERT INTO posts (author_id, title, slug, body, status, created_at, published_at) VALUES
  (1, 'Hello, SQL',             'hello-sql',      'Text of hello-sql.', 'published', '2025-01-10 09:00+00', '2025-01-10 10:00+00'),
  (1, 'Joins drawn by hand',    'joins',          'Text of joins.',     'published', '2025-01-30 09:00+00', '2025-01-31 22:00+00'),
  (2, 'Why MySQL said no',      'why-mysql',      'Text.',              'published', '2025-02-01 09:00+00', '2025-02-01 10:00+00'),
  (1, 'A week without a mouse', 'no-mouse',       'Text.',              'published', '2025-04-02 09:00+00', '2025-04-02 10:00+00'),
  (3, 'Half a thought',         'half-a-thought', 'Text.',              'draft',     '2025-04-03 09:00+00', NULL),
  (4, 'another Dora writes',    'dora-writes',    'Text.',              'published', '2025-01-02 09:00+00', '2025-04-05 10:00+00'),
  (2, 'Not yet',                'not-yet',        'Bo is not ready.',   'draft',     '2025-05-01 09:00+00', NULL),
  (2, 'Zero downtime',          'zero-downtime',  'Text.',              'published', '2025-01-01 09:00+00', '2025-04-05 10:00+00'),
  (1, 'A draft of Ann',         'draft-of-ann',   '',                   'draft',     '2025-05-02 09:00+00', NULL),
  (3, 'Backups that work',      'backups',        'Text.',              'published', '2025-03-01 09:00+00', '2025-03-01 10:00+00');

INSERT INTO categories (name) VALUES ('SQL'), ('Tools'), ('Ideas'), ('Empty');

INSERT INTO post_categories (post_id, category_id) VALUES (1, 1), (2, 2), (2, 1), (3, 1), (4, 2), (5, 3), (8, 2), (10, 1), (10, 2);

INSERT INTO comments (post_id, author_id, parent_id, body, created_at) VALUES
  (1, 2,    NULL, 'First!',          '2025-01-10 11:00+00'),
  (1, 3,    NULL, 'Nice start.',     '2025-01-11 09:00+00'),
  (1, 1,    1,    'Thank you, Bo.',  '2025-01-11 10:00+00'),
  (1, 2,    3,    'Go on!',          '2025-01-11 11:00+00'),
  (1, NULL, 1,    'I have left.',    '2025-01-10 12:00+00'),
  (7, 2,    NULL, 'A note to self.', '2025-05-02 09:00+00'),
  (1, 5,    NULL, 'Late to it.',     '2025-02-01 09:00+00');
