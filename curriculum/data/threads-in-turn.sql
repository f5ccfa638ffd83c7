CREATE TABLE comments (
  id        integer PRIMARY KEY,
  parent_id integer,
  author    text NOT NULL,
  body      text NOT NULL
);

-- The order of the numbers is the order of the page.
INSERT INTO comments (id, parent_id, author, body) VALUES
  (1, NULL, 'Ann', 'x'),
  (2, 1,    'Bo',  'x'),
  (3, 2,    'Cem', 'x'),
  (4, 3,    'Dee', 'x'),
  (5, 1,    'Eli', 'x'),
  (6, 5,    'Fay', 'x');
