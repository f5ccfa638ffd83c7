with recursive replies (id, author, way) as (
  select id, author, array[1, id] from comments where parent_id = 1 and id <> 1
  union all
  select comments.id, comments.author, way || comments.id
  from replies, comments
  where comments.parent_id = replies.id and not comments.id = any (way)
)
select id, author, cardinality(way) - 1 as depth
from replies
order by way;
