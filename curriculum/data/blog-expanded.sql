-- include: blog
-- include: blog-running
-- The blog after the expand step of a change: the new program has written one post already, with a date of its own.
ALTER TABLE posts ADD COLUMN updated_at timestamptz;
ALTER TABLE posts ALTER COLUMN updated_at SET DEFAULT now();

INSERT INTO posts (author_id, title, slug, body, created_at, updated_at)
SELECT id, 'Seventh', 'seventh', 'Text.', '2025-09-01 09:00+00', '2025-09-09 10:00+00' FROM users WHERE email = 'ann@blog.test';
