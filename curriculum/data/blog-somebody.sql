-- include: blog
-- A blog in which somebody has begun to write already.
INSERT INTO users (email, name, password_hash) VALUES ('somebody@else.test', 'Somebody', 'hash-of-somebodys-pw');

INSERT INTO posts (author_id, title, slug, body)
SELECT id, 'My own draft', 'my-own-draft', 'Not finished.' FROM users WHERE email = 'somebody@else.test';

INSERT INTO categories (name) VALUES ('Somebody''s notes');
