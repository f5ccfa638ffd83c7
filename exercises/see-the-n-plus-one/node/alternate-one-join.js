const http = require("node:http");
const { Pool } = require("pg");

const port = Number(process.env.PORT || 3000);
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function query(sql, values) {
  const { rows } = await pool.query(sql, values);
  return rows;
}

async function newestPosts(limit) {
  const rows = await query(
    `SELECT p.id, p.title, u.name AS author, c.body
     FROM (SELECT * FROM posts WHERE status = 'published' ORDER BY published_at DESC LIMIT $1) p
     JOIN users u ON u.id = p.author_id
     LEFT JOIN comments c ON c.post_id = p.id
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

async function handle(req, res) {
  const url = new URL(req.url, "http://localhost");
  if (url.pathname !== "/api/posts") return reply(res, 404, { error: "not found" });
  const limit = Number(url.searchParams.get("limit") ?? 20);
  reply(res, 200, { data: await newestPosts(limit) });
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

const server = http.createServer((req, res) => {
  handle(req, res).catch((error) => {
    console.error(error.message);
    if (!res.headersSent) reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
