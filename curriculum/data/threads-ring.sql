CREATE TABLE comments (
  id        integer PRIMARY KEY,
  parent_id integer,
  author    text NOT NULL,
  body      text NOT NULL
);

-- Bad data: comment 1 answers 5, which answers 2, which answers 1.
INSERT INTO comments (id, parent_id, author, body) VALUES
  (1, 5,    'Ann', 'x'),
  (2, 1,    'Bo',  'x'),
  (3, 1,    'Cem', 'x'),
  (4, NULL, 'Dee', 'x'),
  (5, 2,    'Eli', 'x'),
  (6, 5,    'Fay', 'x'),
  (7, 4,    'Gus', 'x');
