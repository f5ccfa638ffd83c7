-- Six tables, filled from the sheet.
CREATE TABLE customers (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name  text NOT NULL,
  email text NOT NULL UNIQUE,
  city  text
);

-- INSERT INTO customers … SELECT … FROM sheet
-- … and five more tables
