select c.id, c.name,
       coalesce(sum(i.cents), 0) as ordered_cents,
       coalesce(sum(p.cents), 0) as paid_cents
from customers c
left join orders o on o.customer_id = c.id
left join (select order_id, sum(quantity * price_cents) as cents from order_items group by 1) i on i.order_id = o.id
left join (select order_id, sum(amount_cents) as cents from payments group by 1) p on p.order_id = o.id
group by c.id
order by c.id;
