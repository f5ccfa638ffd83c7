-- The comments of an old forum, moved over as they were: no foreign key has ever checked what answers what.
CREATE TABLE comments (
  id        integer PRIMARY KEY,
  parent_id integer,                              -- the comment that this one answers; NULL: it begins a thread
  author    text NOT NULL,
  body      text NOT NULL
);

INSERT INTO comments (id, parent_id, author, body) VALUES
  (1,  NULL, 'Ann', 'What tea do you drink?'),
  (2,  1,    'Bo',  'Green.'),
  (3,  1,    'Cem', 'Black, with milk.'),
  (4,  NULL, 'Dee', 'Which biscuits?'),
  (5,  2,    'Ann', 'Why green?'),
  (6,  4,    'Bo',  'Oat.'),
  (7,  5,    'Bo',  'It keeps me awake.'),
  (8,  3,    'Dee', 'Milk first?'),
  (9,  1,    'Eli', 'Coffee.'),
  (10, 2,    'Fay', 'Me too.'),
  (11, 4,    'Ann', 'None.'),
  (12, 7,    'Ann', 'Me too.');
