-- How the shop kept its orders before it had a database: one wide sheet, loaded as it was.
CREATE TABLE sheet (
  order_no   integer,
  ordered_on date,
  customer   text,
  email      text,
  city       text,
  item1      text,
  item2      text,
  item3      text,
  tags       text                                 -- a list, parted by commas
);

INSERT INTO sheet VALUES
  (1001, '2024-11-02', 'Ada', 'ada@example.org',   'Berlin', 'Green tea',    'Red mug',      NULL,           'gift, fragile'),
  (1002, '2024-11-02', 'Bo',  'bo@example.org',    NULL,     'Honey',        NULL,           NULL,           NULL),
  (1003, '2024-11-03', 'Chi', 'chi@example.org',   'Lagos',  'Oat biscuits', 'Honey',        'Green tea',    'gift'),
  (1004, '2024-11-05', 'Ada', 'ada@example.org',   'Berlin', 'Teapot',       NULL,           NULL,           'fragile'),
  (1005, '2024-11-05', 'Ada', 'ada.k@example.org', 'Kyoto',  'Matcha',       'Matcha',       NULL,           'express'),
  (1006, '2024-11-08', 'Dee', 'dee@example.org',   'Berlin', 'Red mug',      'Red mug',      'Red mug',      'fragile,express'),
  (1007, '2024-11-09', 'Bo',  'bo@example.org',    NULL,     'Black tea',    'Oat biscuits', NULL,           NULL),
  (1008, '2024-11-11', 'Eli', 'eli@example.org',   'Quito',  'Teapot',       'Blue mug',     'Green tea',    'gift,  fragile, express'),
  (1009, '2024-11-12', 'Chi', 'chi@example.org',   'Lagos',  'Honey',        NULL,           'Honey',        'pick-up'),
  (1010, '2024-11-14', 'Dee', 'dee@example.org',   'Berlin', 'Fig jam',      NULL,           NULL,           NULL),
  (1011, '2024-11-15', 'Ada', 'ada@example.org',   'Berlin', 'Black tea',    'Fig jam',      'Honey',        'gift'),
  (1012, '2024-11-18', 'Fay', 'fay@example.org',   'Oslo',   'Blue mug',     NULL,           NULL,           'fragile'),
  (1013, '2024-11-19', 'Eli', 'eli@example.org',   'Quito',  'Matcha',       'Green tea',    'Black tea',    'express'),
  (1014, '2024-11-21', 'Bo',  'bo@example.org',    NULL,     'Honey',        'Honey',        'Fig jam',      NULL),
  (1015, '2024-11-22', 'Ada', 'ada.k@example.org', 'Kyoto',  'Teapot',       NULL,           NULL,           'fragile, gift'),
  (1016, '2024-11-25', 'Fay', 'fay@example.org',   'Oslo',   NULL,           'Oat biscuits', NULL,           NULL),
  (1017, '2024-11-26', 'Chi', 'chi@example.org',   'Lagos',  'Green tea',    'Green tea',    NULL,           'pick-up'),
  (1018, '2024-11-28', 'Dee', 'dee@example.org',   'Berlin', 'Matcha',       NULL,           NULL,           'gift'),
  (1019, '2024-11-29', 'Ada', 'ada@example.org',   'Berlin', 'Red mug',      'Blue mug',     NULL,           'gift,fragile'),
  (1020, '2024-11-30', 'Gus', 'gus@example.org',   NULL,     'Honey',        'Oat biscuits', NULL,           NULL);
