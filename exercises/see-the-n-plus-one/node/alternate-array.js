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
    `SELECT p.id, p.title, u.name AS author,
            ARRAY(SELECT c.body FROM comments c WHERE c.post_id = p.id ORDER BY c.created_at, c.id) AS comments
     FROM posts p JOIN users u ON u.id = p.author_id
     WHERE p.status = 'published'
     ORDER BY p.published_at DESC LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
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
