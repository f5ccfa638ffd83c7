select o.id as order_id,
       (select c.name from customers c where c.id = o.customer_id) as customer,
       (select count(*) from order_items i where i.order_id = o.id) as items
from orders as o
order by o.id;
