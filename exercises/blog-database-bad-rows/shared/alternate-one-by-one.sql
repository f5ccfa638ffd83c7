alter table users add constraint email_form check (
    email like '_%@_%' and email not like '%@%@%' and email !~ '[[:space:]]'
);
alter table users add constraint hash_length check (char_length(password_hash) > 19);
alter table posts add constraint published_text check (not (status = 'published' and btrim(body) = ''));
alter table posts add constraint published_later check (published_at is null or published_at >= created_at);
alter table comments add constraint comment_length check (char_length(body) < 2001);
alter table comments add constraint no_circle check (parent_id is distinct from id);
