-- include: blog
-- A blog in which somebody has begun to write already.
INSERT INTO users (email, name, password_hash) VALUES ('somebody@else.test', 'Somebody', 'hash-of-somebodys-pw');

INSERT INTO posts (author_id, title, slug, body)
SELECT id, 'My own draft', 'my-own-draft', 'Not finished.' FROM users WHERE email = 'somebody@else.test';

INSERT INTO categories (name) VALUES ('Somebody''s notes');

INSERT INTO posts (author_id, title, slug, body, status, created_at, published_at)
SELECT id, 'My own words', 'my-own-words', 'Finished.', 'published', '2025-05-01 09:00+00', '2025-05-01 10:00+00'
FROM users WHERE email = 'somebody@else.test';

INSERT INTO comments (post_id, author_id, body, created_at)
SELECT id, author_id, 'Is anybody there?', '2025-05-01 11:00+00' FROM posts WHERE slug = 'my-own-words';
