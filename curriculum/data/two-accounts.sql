-- The vouchers of Ada and Bo.
CREATE TABLE accounts (
  id    int PRIMARY KEY,
  owner text NOT NULL,
  cents int NOT NULL CHECK (cents >= 0)
);
INSERT INTO accounts VALUES (1, 'Ada', 10000), (2, 'Bo', 5000);
