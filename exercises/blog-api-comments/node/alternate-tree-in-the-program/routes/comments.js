const { currentUser, requireUser } = require("../auth");
const { isText, refuse } = require("../fields");
const { findPost } = require("../posts");
const Problem = require("../problem");
const { number } = require("../queries");

const FOREIGN_KEY_VIOLATION = "23503";

const COMMENT = `c.id, c.parent_id, c.body, c.created_at,
  CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'name', u.name) END AS author`;

module.exports = (app, { config, pool }) => {
  app.get("/api/posts/:id/comments", async (req, res) => {
    const post = await visiblePost(req.params.id, currentUser(req, config.secret));
    const page = number("page", req.query.page ?? "1", 999_999);
    const limit = number("limit", req.query.limit ?? "20", 100);
    res.json(await listComments(pool, post.id, page, limit));
  });

  app.post("/api/posts/:id/comments", async (req, res) => {
    const user = requireUser(req, config.secret);
    const post = await visiblePost(req.params.id, user);
    const { body, parent_id = null } = readComment(req.body ?? {});
    try {
      const { rows } = await pool.query(
        `WITH c AS (INSERT INTO comments (post_id, author_id, parent_id, body) VALUES ($1, $2, $3, $4) RETURNING *)
         SELECT ${COMMENT} FROM c LEFT JOIN users u ON u.id = c.author_id`,
        [post.id, user, parent_id, body],
      );
      res.status(201).json({ ...rows[0], replies: [] });
    } catch (error) {
      if (error.code !== FOREIGN_KEY_VIOLATION) throw error;
      // A token outlives its account: then the table of users has no such author.
      if (error.constraint === "comments_author_id_fkey") throw new Problem(401, "this account is gone");
      refuse({ parent_id: "is no comment on this post" });
    }
  });

  app.delete("/api/comments/:id", async (req, res) => {
    const user = requireUser(req, config.secret);
    const comment = await findComment(pool, req.params.id, user);
    if (!comment) throw new Problem(404, "there is no such comment");
    if (comment.author_id !== user && comment.post_author_id !== user) throw new Problem(403, "this is not yours");
    await pool.query("DELETE FROM comments WHERE id = $1", [comment.id]);
    res.status(204).end();
  });

  async function visiblePost(id, user) {
    const post = /^\d+$/.test(id) ? await findPost(pool, id, user) : null;
    if (!post) throw new Problem(404, "there is no such post");
    return post;
  }
};

// One page of the comments on the post itself, each with all replies below it.
async function listComments(db, postId, page, limit) {
  const { rows } = await db.query(
    `SELECT ${COMMENT} FROM comments c LEFT JOIN users u ON u.id = c.author_id
     WHERE c.post_id = $1 ORDER BY c.created_at, c.id`,
    [postId],
  );
  const threads = asTree(rows);
  return { data: threads.slice((page - 1) * limit, page * limit), page, limit, total: threads.length };
}

function asTree(rows) {
  const comments = new Map(rows.map((row) => [row.id, { ...row, replies: [] }]));
  for (const comment of comments.values()) comments.get(comment.parent_id)?.replies.push(comment);
  return [...comments.values()].filter((comment) => comment.parent_id === null);
}

// A comment that `user` may see, and who has a say in it.
async function findComment(db, id, user) {
  if (!/^\d{1,18}$/.test(id)) return null;
  const { rows } = await db.query(
    `SELECT c.id, c.author_id, p.author_id AS post_author_id
     FROM comments c JOIN posts p ON p.id = c.post_id
     WHERE c.id = $1 AND (p.status = 'published' OR p.author_id = $2)`,
    [id, user],
  );
  return rows[0] ?? null;
}

function readComment({ body, parent_id }) {
  refuse({
    body: !(isText(body) && [...body].length <= 2000) && "has 1 to 2000 characters",
    parent_id: parent_id != null && !Number.isSafeInteger(parent_id) && "is no id",
  });
  return { body, parent_id };
}
