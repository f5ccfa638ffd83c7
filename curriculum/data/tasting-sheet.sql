-- How the shop noted its tastings before there was a schema.
CREATE TABLE sheet (
  tasting text, host text, host_phone text,
  customer1 text, customer2 text, topics text
);
INSERT INTO sheet VALUES
  ('First flush', 'Ada', '030-11', 'Bo',  'Chi', 'green tea, india'),
  ('Dark teas',   'Ada', '030-11', 'Dee', NULL,  'black tea'),
  ('Matcha',      'Eli', '030-77', 'Bo',  NULL,  'green tea, japan');
