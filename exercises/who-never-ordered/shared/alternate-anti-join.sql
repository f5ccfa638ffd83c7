select c.id, c.name
from customers c
left join orders o on o.customer_id = c.id and o.status != 'cancelled'
where o.id is null
order by c.id;
