-- Milestone 9, backfill: what is known about the old rows.
UPDATE posts
SET updated_at = coalesce(published_at, created_at);
