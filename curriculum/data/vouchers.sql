-- Vouchers of the shop, with what is left on them.
CREATE TABLE accounts (
  id     integer PRIMARY KEY,
  owner  text    NOT NULL,
  cents  integer NOT NULL,
  frozen boolean NOT NULL DEFAULT false
);

INSERT INTO accounts (id, owner, cents, frozen) VALUES
  (1, 'Ada', 10000, false),
  (2, 'Bo',  5000,  false),
  (3, 'Chi', 0,     false),
  (4, 'Dee', 2500,  true),
  (5, 'Eli', 5000,  false),
  (6, 'Fay', 5000,  false),
  (7, 'Gil', 20000, false);

-- Nobody can add to a frozen voucher, or take from it: the statement fails.
CREATE FUNCTION change_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.frozen AND NEW.cents <> OLD.cents THEN
    RAISE EXCEPTION 'this voucher is frozen';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER change_of_account BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION change_of_account();

-- No voucher holds more than 20000 when a transaction ends: COMMIT fails.
CREATE FUNCTION end_of_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.cents > 20000 THEN
    RAISE EXCEPTION 'too much on one voucher';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER end_of_transaction AFTER UPDATE ON accounts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_of_transaction();
