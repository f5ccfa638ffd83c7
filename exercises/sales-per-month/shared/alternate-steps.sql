with paid as (
  select created_at::date - extract(day from created_at)::integer + 1 as month,
         total_cents - case when discount_cents is null then 0 else discount_cents end as cents
  from orders
  where status = 'paid'
)
select month, count(cents) as orders, sum(cents) as revenue_cents,
       round(sum(cents)::numeric / count(*))::integer as average_cents, max(cents) as biggest_cents
from paid group by month order by month asc;
