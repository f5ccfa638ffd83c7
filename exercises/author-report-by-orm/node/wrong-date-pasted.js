const { count, max, sql } = require("drizzle-orm");
const { db, posts, serve, users } = require("./blog");

async function report(since, limit) {
  const { rows } = await db.execute(sql.raw(`
    SELECT u.name, count(p.id)::int AS posts, max(p.id)::int AS newest
    FROM users u LEFT JOIN posts p
      ON p.author_id = u.id AND p.status = 'published' AND (p.published_at >= '${since}')
    GROUP BY u.id ORDER BY count(p.id) DESC, u.name LIMIT ${limit}`));
  return rows;
}

serve(report);
