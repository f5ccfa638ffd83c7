-- 50 000 posts by 2 000 users; every fifth post is a draft.
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL);
INSERT INTO users
SELECT n, 'User' || n || '@example.org' FROM generate_series(1, 2000) AS n;

CREATE TABLE posts (
  id         int PRIMARY KEY,
  title      text NOT NULL,
  author_id  int NOT NULL REFERENCES users,
  published  boolean NOT NULL,
  created_at timestamptz NOT NULL
);
INSERT INTO posts
SELECT n, 'Post ' || n, 1 + (n * 7919) % 2000, n % 5 <> 0,
  timestamptz '2024-01-01 09:00+00' + (n * 7907 % 50000) * interval '20 min'
FROM generate_series(1, 50000) AS n;

ANALYZE;
