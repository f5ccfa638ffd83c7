BEGIN;
alter table products rename title to name;
alter table products add category varchar(40);
update products set category = 'other';
alter table products
  alter category set not null,
  alter category set default 'other',
  drop legacy_code,
  drop constraint products_price_range,
  add check (price_cents >= 0),
  add check (price_cents <= 100000);
COMMIT;
