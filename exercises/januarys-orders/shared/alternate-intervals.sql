-- query: january-2026
select o.id, o.created_at from orders o
where o.created_at >= timestamptz '2026-01-01 00:00:00+00'
  and o.created_at < timestamptz '2026-01-01 00:00:00+00' + interval '1 month'
order by o.created_at, o.id;
-- query: february-2024
select id, created_at from orders
where not (created_at < date '2024-02-01') and created_at < date '2024-03-01'
order by created_at asc;
