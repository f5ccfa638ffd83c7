const { and, asc, count, desc, eq, gte, max } = require("drizzle-orm");
const { db, posts, serve, users } = require("./blog");

async function report(since, limit) {
  const posted = and(
    eq(posts.authorId, users.id),
    gte(posts.createdAt, since),
  );
  return db
    .select({ name: users.name, posts: count(posts.id), newest: max(posts.id) })
    .from(users)
    .leftJoin(posts, posted)
    .groupBy(users.id)
    .orderBy(desc(count(posts.id)), asc(users.name))
    .limit(limit);
}

serve(report);
