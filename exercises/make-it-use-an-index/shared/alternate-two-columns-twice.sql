create index on orders (customer_id, created_at);
create unique index on customers (lower(email));
create index on orders (status, created_at);
