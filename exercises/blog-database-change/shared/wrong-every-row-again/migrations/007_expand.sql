-- Milestone 9, expand: the column is there, new rows fill it by themselves, old rows are not touched.
ALTER TABLE posts ADD COLUMN updated_at timestamptz;
ALTER TABLE posts ALTER COLUMN updated_at SET DEFAULT now();
