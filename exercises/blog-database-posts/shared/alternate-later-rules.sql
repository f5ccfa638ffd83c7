CREATE TABLE posts (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  author_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  slug TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'draft',
  published_at TIMESTAMPTZ,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (id)
);
-- Nobody's posts are lost by deleting their account by mistake.
ALTER TABLE posts ADD FOREIGN KEY (author_id) REFERENCES users (id);
ALTER TABLE posts ADD CHECK (title ~ '[^[:space:]]');
ALTER TABLE posts ADD CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE posts ADD CHECK (status = ANY (ARRAY['draft', 'published']));
ALTER TABLE posts ADD CHECK ((published_at IS NULL) = (status = 'draft'));
CREATE UNIQUE INDEX ON posts (slug);
