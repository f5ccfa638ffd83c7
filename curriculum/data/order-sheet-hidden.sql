CREATE TABLE sheet (
  order_no   integer,
  ordered_on date,
  customer   text,
  email      text,
  city       text,
  item1      text,
  item2      text,
  item3      text,
  tags       text
);

INSERT INTO sheet VALUES
  (7, '2026-02-01', 'Hal', 'hal@example.org',   'Lima', 'Pen', 'Ink',  'Pen', 'office,gift'),
  (3, '2026-01-09', 'Ida', 'ida@example.org',   NULL,   'Ink', NULL,   NULL,  'urgent'),
  (5, '2026-01-09', 'Hal', 'hal.2@example.org', 'Lima', NULL,  'Card', 'Ink', NULL),
  (9, '2026-03-01', 'Ida', 'ida@example.org',   NULL,   'Pen', NULL,   'Ink', 'gift ,urgent');
