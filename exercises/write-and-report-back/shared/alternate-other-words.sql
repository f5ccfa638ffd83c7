-- query: new-products
insert into products select * from (values
  (101, 'CUP-WHT', 'White cup', 'kitchen', 900, 6),
  (102, 'SUG-BRN', 'Brown sugar', 'food', 250, 30),
  (103, 'CRD-001', 'Card', null, 300, 50)) as new
returning id, sku
;
-- query: dearer-honey
with honey as (select id from products where sku = 'HON-250')
update products p set price_cents = 100 + p.price_cents from honey where p.id = honey.id;
-- query: delivery
insert into products as p (sku, stock, id, name, category, price_cents)
values ('RUM-050', 5, 202, 'Rum', 'drinks', 2200), ('TEA-BLK', 40, 201, 'Black tea', 'drinks', 390)
on conflict (sku) do update set stock = excluded.stock where p.stock <> excluded.stock
