-- include: shop-schema
-- include: shop
-- Names that honest people search for, and that careless SQL trips over.
INSERT INTO products (id, sku, name, category, price_cents, stock) VALUES
  (101, 'BIS-OBR', 'O''Brien biscuits',      'food',    490,  7),
  (102, 'PIL-SEL', 'Select Comfort pillow',  'home',    3900, 3),
  (103, 'TOW-100', '100% cotton towel',      'home',    1600, 9),
  (104, 'PUZ-100', '1000 piece puzzle',      'toys',    2100, 4),
  (105, 'CAB-USB', 'USB_C cable',            'office',  990,  11),
  (106, 'ADA-USB', 'USB-C adapter',          'office',  1990, 5),
  (107, 'MUG-UNI', 'Union Jack mug',         'kitchen', 1250, 2),
  (108, 'EAR-DRO', 'Drop earrings',          'gifts',   2750, 6),
  (109, 'POS-BSL', 'Back\slash poster',      'office',  1450, 1);

-- What no customer may ever see.
CREATE TABLE staff (
  id            integer PRIMARY KEY,
  name          text NOT NULL,
  password_hash text NOT NULL
);
INSERT INTO staff VALUES (1, 'Grace', '$2b$12$hunter2hunter2hunter2'), (2, 'Linus', '$2b$12$tuxtuxtuxtuxtuxtuxtux');
