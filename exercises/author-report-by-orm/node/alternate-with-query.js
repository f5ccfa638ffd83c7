const express = require("express");
const { and, count, desc, eq, gte, max } = require("drizzle-orm");
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

async function report(since, limit) {
  const recent = db.$with("recent").as(
    db
      .select({ id: posts.id, authorId: posts.authorId })
      .from(posts)
      .where(and(eq(posts.status, "published"), gte(posts.publishedAt, since))),
  );
  const written = count(recent.id);
  return db
    .with(recent)
    .select({ name: users.name, posts: written, newest: max(recent.id) })
    .from(recent)
    .rightJoin(users, eq(recent.authorId, users.id))
    .groupBy(users.id, users.name)
    .orderBy(desc(written), users.name)
    .limit(limit);
}

const app = express();

app.get("/api/authors", async (req, res) => {
  const { since = "2000-01-01", limit = "10" } = req.query;
  try {
    res.json({ data: await report(since, Number(limit)) });
  } catch (error) {
    console.error(error.message);
    res.status(500).json({ error: "internal error" });
  }
});

app.use((req, res) => res.status(404).json({ error: "not found" }));

app.listen(Number(process.env.PORT || 3000));
