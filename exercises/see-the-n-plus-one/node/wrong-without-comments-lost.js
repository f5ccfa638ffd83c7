const { query, serve } = require("./blog");

async function newestPosts(limit) {
  const rows = await query(
    `SELECT p.id, p.title, u.name AS author, c.body
     FROM (SELECT * FROM posts WHERE status = 'published' ORDER BY published_at DESC LIMIT $1) p
     JOIN users u ON u.id = p.author_id
     JOIN comments c ON c.post_id = p.id
     ORDER BY p.published_at DESC, c.created_at, c.id`,
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
