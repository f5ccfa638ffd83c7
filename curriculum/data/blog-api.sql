-- include: blog
-- What the API needs besides: somebody who looks after the categories.
ALTER TABLE users ADD COLUMN is_admin boolean NOT NULL DEFAULT false;
