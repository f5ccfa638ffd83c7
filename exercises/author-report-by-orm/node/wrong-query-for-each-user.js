const { and, count, eq, gte, max } = require("drizzle-orm");
const { db, posts, serve, users } = require("./blog");

async function report(since, limit) {
  const rows = [];
  for (const { id, name } of await db.select({ id: users.id, name: users.name }).from(users)) {
    const [found] = await db
      .select({ posts: count(), newest: max(posts.id) })
      .from(posts)
      .where(and(eq(posts.authorId, id), eq(posts.status, "published"), gte(posts.publishedAt, since)));
    rows.push({ name, posts: found.posts, newest: found.newest });
  }
  rows.sort((a, b) => b.posts - a.posts || (a.name < b.name ? -1 : 1));
  return rows.slice(0, limit);
}

serve(report);
