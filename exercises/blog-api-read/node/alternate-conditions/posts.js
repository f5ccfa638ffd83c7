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

// Only the conditions that are asked for, and their values.
function matching({ status, user, author, category }) {
  const values = [];
  const conditions = [];
  const add = (condition, value) => conditions.push(condition.replace("?", `$${values.push(value)}`));

  add("p.status = ?", status);
  if (status === "draft") add("p.author_id = ?", user);
  if (author !== null) add("p.author_id = ?", author);
  if (category !== null) {
    add("p.id IN (SELECT post_id FROM post_categories JOIN categories c ON c.id = category_id WHERE lower(c.name) = lower(?))", category);
  }
  return { from: `FROM posts p JOIN users u ON u.id = p.author_id WHERE ${conditions.join(" AND ")}`, values };
}

// Published posts, or the drafts of `user`.
async function listPosts(db, { sort, page, limit, ...filter }) {
  const { from, values } = matching(filter);
  const counted = await db.query(`SELECT count(*) AS total ${from}`, values);
  const listed = await db.query(
    `SELECT ${SUMMARY} ${from} ORDER BY ${ORDERS[sort]} LIMIT ${limit} OFFSET ${(page - 1) * limit}`,
    values,
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
