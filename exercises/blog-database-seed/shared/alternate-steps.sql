insert into users (email, name, password_hash)
select 'reader' || n || '@example.test', 'Reader ' || n, 'invented-' || md5(n::text) from generate_series(1, 10) n
on conflict do nothing;

insert into categories (name) select 'Topic ' || n from generate_series(1, 8) n on conflict do nothing;

with planned as (
    select n, 'seed-' || n as slug, timestamptz '2024-06-01 06:00+00' + n * interval '9 days' as day
    from generate_series(1, 40) n
)
insert into posts (author_id, title, slug, body, status, created_at, published_at)
select u.id, 'Seed ' || n, slug, 'Text ' || n, case when n > 35 then 'draft' else 'published' end, day,
       case when n <= 35 then day + interval '2 hours' end
from planned join users u on u.email = 'reader' || (1 + n % 7) || '@example.test'
where not exists (select 1 from posts old where old.slug = planned.slug);

insert into post_categories (post_id, category_id)
select p.id, c.id from posts p join categories c on c.name = 'Topic ' || (1 + length(p.body) % 2 + p.author_id % 3)
where p.slug like 'seed-%'
  and not exists (select 1 from post_categories x where x.post_id = p.id and x.category_id = c.id);

do $$
declare
    post record;
    first bigint;
begin
    for post in select * from posts where slug like 'seed-%' and status = 'published' loop
        if exists (select 1 from comments c where c.post_id = post.id) then continue; end if;
        insert into comments (post_id, author_id, body, created_at)
        values (post.id, post.author_id, 'One', post.published_at) returning id into first;
        insert into comments (post_id, parent_id, body, created_at)
        values (post.id, first, 'Two', post.published_at + interval '1 day'), (post.id, null, 'Three', now());
    end loop;
end $$;
