const http = require("node:http");
const { Pool } = require("pg");

const port = Number(process.env.PORT || 3000);
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function query(sql, values) {
  const { rows } = await pool.query(sql, values);
  return rows;
}

// the posts, each with an empty list of comments
async function postsWithAuthors(limit) {
  const rows = await query(
    `SELECT p.id, p.title, u.name AS author
     FROM posts p JOIN users u ON u.id = p.author_id
     WHERE p.status = 'published'
     AND p.id = ANY(ARRAY(SELECT id FROM posts WHERE status = 'published' ORDER BY published_at DESC LIMIT $1))`,
    [limit],
  );
  return rows.map(({ id, title, author }) => ({ id: Number(id), title, author, comments: [] }));
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
