alter table posts add constraint updated_at_is_there check (updated_at is not null) not valid;
alter table posts validate constraint updated_at_is_there;
alter table posts alter column updated_at set not null;
alter table posts drop constraint updated_at_is_there;

create or replace function touch() returns trigger language plpgsql as $$
begin
    new.updated_at := current_timestamp;
    return new;
end $$;
create trigger touch before update on posts for each row execute function touch();
