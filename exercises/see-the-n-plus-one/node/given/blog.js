// A server that hands out what newestPosts(limit) gives, and the way to the
// database. Leave this file as it is; your work is in main.js.
const http = require("node:http");
const { Pool } = require("pg");

const port = Number(process.env.PORT || 3000);
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

// each call sends one statement
async function query(sql, values) {
  const { rows } = await pool.query(sql, values);
  return rows;
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

function serve(newestPosts) {
  async function handle(req, res) {
    const url = new URL(req.url, "http://localhost");
    if (url.pathname !== "/api/posts") return reply(res, 404, { error: "not found" });
    const limit = Number(url.searchParams.get("limit") ?? 20);
    reply(res, 200, { data: await newestPosts(limit) });
  }

  const server = http.createServer((req, res) => {
    handle(req, res).catch((error) => {
      console.error(error.message);
      if (!res.headersSent) reply(res, 500, { error: "internal error" });
    });
  });

  server.listen(port, () => console.log(`listening on ${port}`));
}

module.exports = { query, serve };
