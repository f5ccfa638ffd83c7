-- query: tea
select p.name from products p where lower(p.name) like '%tea%'
;
-- query: drinks-and-food
select name, category from products where category = 'drinks' or category = 'food' order by name;
-- query: middle-prices
select name, price_cents from products where price_cents >= 400 and price_cents <= 1200;
-- query: not-sorted-in
select id, name from products where not (category is not null);
-- query: cheap-treats
select name, category, price_cents from products where (category = 'drinks' or category = 'food') and price_cents < 500;
-- query: five-dearest
select name, price_cents from products order by price_cents desc, name asc fetch first 5 rows only
