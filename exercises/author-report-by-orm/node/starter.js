const { and, asc, count, desc, eq, gte, max } = require("drizzle-orm");
const { db, posts, serve, users } = require("./blog");

// since is a text such as "2025-02-20", limit a number
async function report(since, limit) {
  // TODO: all users with the number of their posts since then, and the newest
  return db.select({ name: users.name }).from(users);
}

serve(report);
