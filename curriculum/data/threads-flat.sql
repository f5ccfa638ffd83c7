CREATE TABLE comments (
  id        integer PRIMARY KEY,
  parent_id integer,
  author    text NOT NULL,
  body      text NOT NULL
);

-- Nobody answers an answer.
INSERT INTO comments (id, parent_id, author, body) VALUES
  (9, 1,    'Ann', 'x'),
  (1, NULL, 'Bo',  'x'),
  (5, 1,    'Cem', 'x'),
  (7, 1,    'Dee', 'x'),
  (3, 1,    'Eli', 'x');
