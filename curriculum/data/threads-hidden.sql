CREATE TABLE comments (
  id        integer PRIMARY KEY,
  parent_id integer,
  author    text NOT NULL,
  body      text NOT NULL
);

-- Numbers that do not follow time: 40 was answered by 7.
INSERT INTO comments (id, parent_id, author, body) VALUES
  (100, 1,    'Kim', 'x'),
  (40,  1,    'Lea', 'x'),
  (7,   40,   'Max', 'x'),
  (1,   NULL, 'Nia', 'x'),
  (9,   1,    'Kim', 'x'),
  (3,   9,    'Lea', 'x'),
  (2,   100,  'Max', 'x'),
  (30,  7,    'Nia', 'x'),
  (6,   30,   'Kim', 'x'),
  (5,   6,    'Kim', 'x'),
  (8,   5,    'Lea', 'x'),
  (4,   8,    'Max', 'x'),
  (50,  NULL, 'Nia', 'x'),
  (51,  50,   'Kim', 'x'),
  (10,  100,  'Kim', 'x');
