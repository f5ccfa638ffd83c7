const { and, asc, count, eq, gte, max } = require("drizzle-orm");
const { db, posts, serve, users } = require("./blog");

async function report(since, limit) {
  const posted = and(
    eq(posts.authorId, users.id),
    eq(posts.status, "published"),
    gte(posts.publishedAt, since),
  );
  return db
    .select({ name: users.name, posts: count(posts.id), newest: max(posts.id) })
    .from(users)
    .leftJoin(posts, posted)
    .groupBy(users.id)
    .orderBy(asc(count(posts.id)), asc(users.name))
    .limit(limit);
}

serve(report);
