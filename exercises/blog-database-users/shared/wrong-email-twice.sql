-- Milestone 1: the people who write and comment.
CREATE TABLE users (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email         text        NOT NULL,
  name          text        NOT NULL CHECK (trim(name) <> ''),
  password_hash text        NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now()
);
