-- Milestone 9, contract: from now on every row has a value, and every change moves it.
ALTER TABLE posts ALTER COLUMN updated_at SET NOT NULL;

