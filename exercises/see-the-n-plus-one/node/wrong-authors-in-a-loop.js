const { query, serve } = require("./blog");

// the posts, each with an empty list of comments
async function postsWithAuthors(limit) {
  const rows = await query(
    `SELECT id, title, author_id FROM posts
     WHERE status = 'published' ORDER BY published_at DESC LIMIT $1`,
    [limit],
  );
  const posts = [];
  for (const { id, title, author_id } of rows) {
    const [author] = await query("SELECT name FROM users WHERE id = $1", [author_id]);
    posts.push({ id: Number(id), title, author: author.name, comments: [] });
  }
  return posts;
}

async function newestPosts(limit) {
  const posts = await postsWithAuthors(limit);
  const byId = new Map(posts.map((post) => [post.id, post]));
  const comments = await query(
    `SELECT post_id, body FROM comments
     WHERE post_id = ANY($1) ORDER BY created_at, id`,
    [[...byId.keys()]],
  );
  for (const { post_id, body } of comments) byId.get(Number(post_id)).comments.push(body);
  return posts;
}

serve(newestPosts);
