UPDATE posts SET updated_at = coalesce(published_at, created_at);
