const { query, serve } = require("./blog");

// the posts, each with an empty list of comments
async function postsWithAuthors(limit) {
  const rows = await query(
    `SELECT p.id, p.title, u.name AS author
     FROM posts p JOIN users u ON u.id = p.author_id
     WHERE p.status = 'published'
     ORDER BY p.published_at DESC LIMIT $1`,
    [limit],
  );
  return rows.map(({ id, title, author }) => ({ id: Number(id), title, author, comments: [] }));
}

async function newestPosts(limit) {
  const posts = await postsWithAuthors(limit);
  const byId = new Map(posts.map((post) => [post.id, post]));
  const comments = await query(
    `SELECT post_id, body FROM comments
     WHERE post_id = ANY($1)`,
    [[...byId.keys()]],
  );
  for (const { post_id, body } of comments) byId.get(Number(post_id)).comments.push(body);
  return posts;
}

serve(newestPosts);
