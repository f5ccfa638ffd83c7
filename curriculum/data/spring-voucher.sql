-- The vouchers of the shop, with the first one.
CREATE TABLE vouchers (
  code    text PRIMARY KEY,
  percent integer NOT NULL CHECK (percent BETWEEN 1 AND 100),
  used    integer NOT NULL DEFAULT 0
);
INSERT INTO vouchers (code, percent) VALUES ('SPRING', 20);
