-- include: tasting-sheet
-- The tastings and their topics, moved over from the sheet.
CREATE TABLE tastings (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL UNIQUE
);
CREATE TABLE topics (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);
CREATE TABLE tasting_topics (
  tasting_id bigint NOT NULL REFERENCES tastings (id),
  topic_id   bigint NOT NULL REFERENCES topics (id),
  PRIMARY KEY (tasting_id, topic_id)
);
INSERT INTO tastings (title) SELECT tasting FROM sheet;
INSERT INTO topics (name)
SELECT DISTINCT regexp_split_to_table(topics, ', *') FROM sheet;
INSERT INTO tasting_topics (tasting_id, topic_id)
SELECT a.id, t.id
FROM sheet s
CROSS JOIN LATERAL regexp_split_to_table(s.topics, ', *') AS cut (name)
JOIN tastings a ON a.title = s.tasting
JOIN topics t ON t.name = cut.name;
