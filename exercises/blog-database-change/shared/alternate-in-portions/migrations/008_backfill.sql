-- In portions, as one would on a large table.
UPDATE posts SET updated_at = published_at WHERE updated_at IS NULL AND published_at IS NOT NULL;
UPDATE posts SET updated_at = created_at WHERE updated_at IS NULL;
