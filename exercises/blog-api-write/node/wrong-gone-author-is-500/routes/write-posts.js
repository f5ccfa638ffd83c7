const { requireUser } = require("../auth");
const { isText, refuse } = require("../fields");
const { ownPost } = require("../ownership");
const { findPost } = require("../posts");

module.exports = (app, { config, pool }) => {
  app.post("/api/posts", async (req, res) => {
    const user = requireUser(req, config.secret);
    const { title, body = "" } = readPost(req.body ?? {}, { complete: true });
    const id = await insertPost(pool, user, title, body);
    res.status(201).location(`/api/posts/${id}`).json(await findPost(pool, String(id), user));
  });

  app.patch("/api/posts/:id", async (req, res) => {
    const user = requireUser(req, config.secret);
    const post = await ownPost(pool, req.params.id, user);
    const { title, body } = readPost(req.body ?? {});
    refuse({ body: post.status === "published" && body !== undefined && !isText(body) && "is empty, and the post is published" });
    await pool.query(
      "UPDATE posts SET title = coalesce($3, title), body = coalesce($4, body) WHERE id = $1 AND author_id = $2",
      [post.id, user, title, body],
    );
    res.json(await findPost(pool, req.params.id, user));
  });

  app.post("/api/posts/:id/publish", async (req, res) => {
    const user = requireUser(req, config.secret);
    const post = await ownPost(pool, req.params.id, user);
    refuse({ body: !isText(post.body) && "is empty" });
    await pool.query(
      `UPDATE posts SET status = 'published', published_at = coalesce(published_at, now())
       WHERE id = $1 AND author_id = $2`,
      [post.id, user],
    );
    res.json(await findPost(pool, req.params.id, user));
  });

  app.delete("/api/posts/:id", async (req, res) => {
    const user = requireUser(req, config.secret);
    const post = await ownPost(pool, req.params.id, user);
    await pool.query("DELETE FROM posts WHERE id = $1 AND author_id = $2", [post.id, user]);
    res.status(204).end();
  });
};

async function insertPost(db, user, title, body) {
  const base = slugOf(title);
  for (let n = 1; ; n += 1) {
    const { rows } = await db.query(
      `INSERT INTO posts (author_id, title, slug, body) VALUES ($1, $2, $3, $4)
       ON CONFLICT (slug) DO NOTHING RETURNING id`,
      [user, title, n === 1 ? base : `${base}-${n}`, body],
    );
    if (rows.length > 0) return rows[0].id;
  }
}

function slugOf(title) {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return /[a-z]/.test(slug) ? slug : `post-${slug}`.replace(/-$/, "");
}

function readPost({ title, body }, { complete = false } = {}) {
  refuse({
    title: (complete || title !== undefined) && !isText(title) && "is missing",
    body: body !== undefined && typeof body !== "string" && "is no text",
  });
  return { title, body };
}
