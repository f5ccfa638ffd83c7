-- Milestone 2: what users write.
CREATE TABLE posts (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- A post must not vanish with the account of its author: whoever has written posts cannot be deleted.
  author_id    bigint      NOT NULL,
  title        text        NOT NULL CHECK (trim(title) <> ''),
  slug         text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  body         text        NOT NULL DEFAULT '',
  status       text        NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published')),
  published_at timestamptz,
  created_at   timestamptz NOT NULL DEFAULT now(),
  -- A published post has a date, a draft has none.
  CHECK ((status = 'published') = (published_at IS NOT NULL))
);
