const { query, serve } = require("./blog");

async function newestPosts(limit) {
  const rows = await query(
    `SELECT p.id, p.title, u.name AS author, c.body
     FROM (SELECT * FROM posts WHERE status = 'published' ORDER BY published_at DESC LIMIT $1) p
     JOIN users u ON u.id = p.author_id
     LEFT JOIN comments c ON c.post_id = p.id
     ORDER BY p.published_at DESC, c.created_at, c.id`,
    [limit],
  );
  return rows.map(({ id, title, author, body }) => ({
    id: Number(id),
    title,
    author,
    comments: body === null ? [] : [body],
  }));
}

serve(newestPosts);
