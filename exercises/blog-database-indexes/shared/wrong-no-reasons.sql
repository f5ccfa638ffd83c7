-- Milestone 8: one index for each question that the blog asks often.
CREATE INDEX posts_newest ON posts (published_at DESC) WHERE status = 'published';

CREATE INDEX posts_of_author ON posts (author_id, created_at DESC);

CREATE INDEX comments_of_post ON comments (post_id, created_at);

CREATE INDEX comments_of_author ON comments (author_id);

CREATE INDEX posts_of_category ON post_categories (category_id);

CREATE INDEX posts_title_search ON posts (lower(title) text_pattern_ops);
