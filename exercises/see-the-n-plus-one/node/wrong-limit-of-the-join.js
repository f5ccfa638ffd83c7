const { query, serve } = require("./blog");

async function newestPosts(limit) {
  const rows = await query(
    `SELECT p.id, p.title, u.name AS author, c.body
     FROM posts p
     JOIN users u ON u.id = p.author_id
     LEFT JOIN comments c ON c.post_id = p.id
     WHERE p.status = 'published'
     ORDER BY p.published_at DESC, c.created_at, c.id
     LIMIT $1`,
    [limit],
  );
  const posts = new Map();
  for (const { id, title, author, body } of rows) {
    if (!posts.has(id)) posts.set(id, { id: Number(id), title, author, comments: [] });
    if (body !== null) posts.get(id).comments.push(body);
  }
  return [...posts.values()];
}

serve(newestPosts);
