const { query, serve } = require("./blog");

async function newestPosts(limit) {
  const rows = await query(
    `SELECT p.id, p.title, u.name AS author
     FROM posts p JOIN users u ON u.id = p.author_id
     WHERE p.status = 'published'
     ORDER BY p.published_at DESC LIMIT $1`,
    [limit],
  );
  const data = [];
  for (const { id, title, author } of rows) {
    const comments = await query(
      "SELECT body FROM comments WHERE post_id = $1 ORDER BY created_at, id",
      [id],
    );
    data.push({ id: Number(id), title, author, comments: comments.map((comment) => comment.body) });
  }
  return data;
}

serve(newestPosts);
