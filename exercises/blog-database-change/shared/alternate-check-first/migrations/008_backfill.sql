update posts set updated_at = case when published_at is null then created_at else published_at end where updated_at is null;
