-- Milestone 8: one index for each question that the blog asks often.
CREATE INDEX posts_newest ON posts (status) WHERE status = 'published';
COMMENT ON INDEX posts_newest IS 'home page: the ten newest published posts, without sorting';

CREATE INDEX posts_of_author ON posts (author_id, created_at DESC);
COMMENT ON INDEX posts_of_author IS 'author page: newest posts first; also found when a user is deleted';

CREATE INDEX comments_of_post ON comments (post_id, created_at);
COMMENT ON INDEX comments_of_post IS 'post page: the comments of one post, oldest first';

CREATE INDEX comments_of_author ON comments (author_id);
COMMENT ON INDEX comments_of_author IS 'deleting a user looks for their comments';

CREATE INDEX posts_of_category ON post_categories (category_id);
COMMENT ON INDEX posts_of_category IS 'category page: the primary key begins with the post and cannot help';

CREATE INDEX posts_title_search ON posts (lower(title) text_pattern_ops);
COMMENT ON INDEX posts_title_search IS 'search box: titles that begin with a word, whatever its capitals';
