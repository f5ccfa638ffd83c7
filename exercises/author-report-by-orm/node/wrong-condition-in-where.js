const { and, asc, count, desc, eq, gte, max } = require("drizzle-orm");
const { db, posts, serve, users } = require("./blog");

async function report(since, limit) {
  return db
    .select({ name: users.name, posts: count(posts.id), newest: max(posts.id) })
    .from(users)
    .leftJoin(posts, eq(posts.authorId, users.id))
    .where(and(eq(posts.status, "published"), gte(posts.publishedAt, since)))
    .groupBy(users.id)
    .orderBy(desc(count(posts.id)), asc(users.name))
    .limit(limit);
}

serve(report);
