-- One note, as it was written.
CREATE TABLE notes (
  id         integer PRIMARY KEY,
  body       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO notes (id, body) VALUES (1, 'Order tea');
