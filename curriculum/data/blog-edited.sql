-- include: blog
-- include: blog-fifty
-- Bo has changed the name, and the first post has been corrected since. PostgreSQL has moved both rows behind the others.
UPDATE users SET name = 'Bo' WHERE id = 2;
UPDATE posts SET body = 'Text, corrected.' WHERE id = 1;
