-- query: authors
select name,
       (select count(*) from posts where author_id = users.id and status = 'published') as post_count,
       (select max(published_at) from posts where author_id = users.id) as last_post_at
from users
order by 2 desc, 1, id;

-- query: categories
select c.name, coalesce(n.posts, 0) as post_count
from categories c
left join (
    select pc.category_id, count(*) as posts
    from post_categories pc join posts p on p.id = pc.post_id
    where p.status = 'published'
    group by pc.category_id
) n on n.category_id = c.id
order by post_count desc, c.name;

-- query: newest-comments
select p.slug, case when u.id is null then 'former user' else u.name end as author, c.body, c.created_at
from posts p
cross join lateral (
    select * from comments where post_id = p.id order by created_at desc, id desc limit 1
) c
left join users u on u.id = c.author_id
where p.published_at is not null
order by p.slug;

-- query: search
select slug, title from posts where published_at is not null and position('sql' in lower(title)) > 0 order by title;

-- query: months
with recursive months as (
    select date_trunc('month', min(published_at at time zone 'UTC')) as start from posts
    union all
    select start + interval '1 month' from months
    where start < (select date_trunc('month', max(published_at at time zone 'UTC')) from posts)
)
select to_char(start, 'YYYY-MM') as month,
       (select count(*) from posts
        where published_at at time zone 'UTC' >= start
          and published_at at time zone 'UTC' < start + interval '1 month') as post_count
from months
order by start;
