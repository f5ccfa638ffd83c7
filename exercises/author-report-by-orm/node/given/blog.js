// The tables of the blog, described for Drizzle, and a server that hands out
// the report. Leave this file as it is; your work is in main.js.
const http = require("node:http");
const { drizzle } = require("drizzle-orm/node-postgres");
const { bigint, pgTable, text, timestamp } = require("drizzle-orm/pg-core");
const { Pool } = require("pg");

const users = pgTable("users", {
  id: bigint("id", { mode: "number" }).primaryKey(),
  name: text("name").notNull(),
});

const posts = pgTable("posts", {
  id: bigint("id", { mode: "number" }).primaryKey(),
  authorId: bigint("author_id", { mode: "number" }).notNull(),
  status: text("status").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull(),
  publishedAt: timestamp("published_at", { withTimezone: true, mode: "string" }),
});

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const db = drizzle({ client: pool });

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

// GET /api/authors answers with what report(since, limit) gives
function serve(report) {
  async function handle(req, res) {
    const url = new URL(req.url, "http://localhost");
    if (url.pathname !== "/api/authors") return reply(res, 404, { error: "not found" });
    const since = url.searchParams.get("since") ?? "2000-01-01";
    const limit = Number(url.searchParams.get("limit") ?? 10);
    reply(res, 200, { data: await report(since, limit) });
  }

  const server = http.createServer((req, res) => {
    handle(req, res).catch((error) => {
      console.error(error.message);
      reply(res, 500, { error: "internal error" });
    });
  });

  server.listen(Number(process.env.PORT || 3000));
}

module.exports = { db, posts, serve, users };
