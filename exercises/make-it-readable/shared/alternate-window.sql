with counted as (
  select created_at, total_cents - coalesce(discount_cents, 0) as cents from orders where status = 'paid'
), sales (month, paid_orders, cents) as (
  select date_trunc('month', created_at)::date, count(*), sum(cents) from counted group by 1
), ends as (
  select min(month) as first, max(month) as last from sales
), complete as (
  select m::date as month, coalesce(s.paid_orders, 0) as paid_orders, coalesce(s.cents, 0) as cents
  from ends cross join generate_series(first, last, '1 month') m
  left join sales s on s.month = m::date
)
select *, cents = max(cents) over () as best from complete order by month;
