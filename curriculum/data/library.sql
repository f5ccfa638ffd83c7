-- A small library: how many copies of each book are free, and who has borrowed what.
CREATE TABLE books (
  id     integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title  text    NOT NULL,
  author text    NOT NULL,
  free   integer NOT NULL CHECK (free >= 0)
);
CREATE TABLE loans (
  id      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  book_id integer NOT NULL REFERENCES books,
  reader  text    NOT NULL
);
INSERT INTO books (title, author, free) VALUES
  ('Persuasion', 'Jane Austen', 2),
  ('Frankenstein', 'Mary Shelley', 1),
  ('Emma', 'Jane Austen', 4);
