// What is asked of the database about posts.
const ORDERS = {
  newest: "coalesce(p.published_at, p.created_at) DESC, p.id DESC",
  oldest: "coalesce(p.published_at, p.created_at), p.id",
  title: "lower(p.title), p.id",
};

const SUMMARY = `p.id, p.title, p.slug, p.status, p.published_at,
  json_build_object('id', u.id, 'name', u.name) AS author,
  ARRAY(SELECT c.name FROM post_categories pc JOIN categories c ON c.id = pc.category_id
        WHERE pc.post_id = p.id ORDER BY c.name) AS categories`;

const MATCHING = `FROM posts p JOIN users u ON u.id = p.author_id
  WHERE p.status = $1 AND (p.status = 'published' OR p.author_id = $2)
    AND ($3::bigint IS NULL OR p.author_id = $3)
    AND ($4::text IS NULL OR EXISTS (
      SELECT 1 FROM post_categories pc JOIN categories c ON c.id = pc.category_id
      WHERE pc.post_id = p.id AND lower(c.name) = lower($4)))`;

// Published posts, or the drafts of `user`.
async function listPosts(db, { status, user, author, category, sort, page, limit }) {
  const filter = [status, user, author, category];
  const counted = await db.query(`SELECT count(*) AS total ${MATCHING}`, filter);
  const listed = await db.query(
    `SELECT ${SUMMARY} ${MATCHING} ORDER BY ${ORDERS[sort]} LIMIT $5 OFFSET $6`,
    [...filter, limit, (page - 1) * limit],
  );
  return { data: listed.rows, page, limit, total: counted.rows[0].total };
}

// The post with this id or slug, or null where there is none that `user` may see.
async function findPost(db, key, user) {
  const column = /^\d{1,18}$/.test(key) ? "p.id" : "p.slug";
  const { rows } = await db.query(
    `SELECT ${SUMMARY}, p.body FROM posts p JOIN users u ON u.id = p.author_id
     WHERE ${column} = $1 AND (p.status = 'published' OR p.author_id = $2)`,
    [key, user],
  );
  return rows[0] ?? null;
}

module.exports = { ORDERS, listPosts, findPost };
