-- Two short threads: 2 and 3 answer 1, and 5 answers 2.
CREATE TABLE comments (
  id int PRIMARY KEY, parent_id int, author text, body text);
INSERT INTO comments (id, parent_id, author, body) VALUES
  (1, NULL, 'Ann', 'What tea is best?'),
  (2, 1,    'Bo',  'Green.'),
  (3, 1,    'Cem', 'Black.'),
  (4, NULL, 'Dee', 'And biscuits?'),
  (5, 2,    'Ann', 'Why green?');
