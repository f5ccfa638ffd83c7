const { requireUser } = require("../auth");
const { isText, refuse } = require("../fields");
const { ownPost } = require("../ownership");
const { findPost } = require("../posts");
const Problem = require("../problem");

const UNIQUE_VIOLATION = "23505";

const CATEGORY = `c.id, c.name, (SELECT count(*) FROM post_categories pc JOIN posts p ON p.id = pc.post_id
  WHERE pc.category_id = c.id AND p.status = 'published') AS posts`;

module.exports = (app, { config, pool }) => {
  app.get("/api/categories", async (req, res) => {
    const { rows } = await pool.query(`SELECT ${CATEGORY} FROM categories c ORDER BY lower(c.name)`);
    res.json({ data: rows });
  });

  app.post("/api/categories", async (req, res) => {
    await requireAdmin(req);
    const { rows } = await store("INSERT INTO categories AS c (name) VALUES ($1)", [readName(req.body ?? {})]);
    res.status(201).json(rows[0]);
  });

  app.patch("/api/categories/:id", async (req, res) => {
    await requireAdmin(req);
    const id = readId(req.params.id);
    const { rows } = await store("UPDATE categories c SET name = $2 WHERE id = $1", [id, readName(req.body ?? {})]);
    if (rows.length === 0) throw notFound();
    res.json(rows[0]);
  });

  app.delete("/api/categories/:id", async (req, res) => {
    await requireAdmin(req);
    const { rowCount } = await pool.query("DELETE FROM categories WHERE id = $1", [readId(req.params.id)]);
    if (rowCount === 0) throw notFound();
    res.status(204).end();
  });

  app.put("/api/posts/:id/categories", async (req, res) => {
    const user = requireUser(req, config.secret);
    const post = await ownPost(pool, req.params.id, user);
    const names = readNames(req.body ?? {});
    await setCategories(pool, post.id, names);
    res.json(await findPost(pool, req.params.id, user));
  });

  // Rights may be taken away while a token is good, so the table is asked each time.
  async function requireAdmin(req) {
    const user = requireUser(req, config.secret);
    const { rows } = await pool.query("SELECT is_admin FROM users WHERE id = $1", [user]);
    if (!rows[0]?.is_admin) throw new Problem(403, "this is for those who look after the categories");
  }

  async function store(statement, values) {
    try {
      return await pool.query(`${statement} RETURNING ${CATEGORY}`, values);
    } catch (error) {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      throw new Problem(409, "there is a category of this name");
    }
  }
};

async function setCategories(db, postId, names) {
  const { rows } = await db.query("SELECT id FROM categories WHERE lower(name) = ANY($1)", [names]);
  refuse({ categories: rows.length < names.length && "names one that is not there" });
  await db.query("DELETE FROM post_categories WHERE post_id = $1", [postId]);
  await db.query("INSERT INTO post_categories (post_id, category_id) SELECT $1, unnest($2::bigint[])", [
    postId,
    rows.map((row) => row.id),
  ]);
}

function readNames({ categories }) {
  const isList = Array.isArray(categories) && categories.every((name) => typeof name === "string");
  refuse({ categories: !isList && "is no list of names" });
  return [...new Set(categories.map((name) => name.toLowerCase()))];
}

function readName({ name }) {
  refuse({ name: !isText(name) && "is missing" });
  return name.trim();
}

function readId(text) {
  if (!/^\d{1,18}$/.test(text)) throw notFound();
  return text;
}

function notFound() {
  return new Problem(404, "there is no such category");
}
