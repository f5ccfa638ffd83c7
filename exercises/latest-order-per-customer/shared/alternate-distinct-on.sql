select distinct on (o.customer_id)
       o.customer_id, o.id as order_id, o.total_cents,
       o.created_at::date - (lead(o.created_at) over newest_first)::date as gap_days
from orders o
where o.customer_id is not null
window newest_first as (partition by o.customer_id order by o.created_at desc, o.id desc)
order by o.customer_id, o.created_at desc, o.id desc;
