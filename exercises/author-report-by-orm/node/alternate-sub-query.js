const { and, asc, count, eq, gte, max, sql } = require("drizzle-orm");
const { db, posts, serve, users } = require("./blog");

async function report(since, limit) {
  const counted = db
    .select({ authorId: posts.authorId, posts: count().as("posts"), newest: max(posts.id).as("newest") })
    .from(posts)
    .where(and(eq(posts.status, "published"), gte(posts.publishedAt, since)))
    .groupBy(posts.authorId)
    .as("counted");
  return db
    .select({
      name: users.name,
      posts: sql`coalesce(${counted.posts}, 0)`.mapWith(Number),
      newest: counted.newest,
    })
    .from(users)
    .leftJoin(counted, eq(counted.authorId, users.id))
    .orderBy(sql`${counted.posts} DESC NULLS LAST`, asc(users.name))
    .limit(limit);
}

serve(report);
