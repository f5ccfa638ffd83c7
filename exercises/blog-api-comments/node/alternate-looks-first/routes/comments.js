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
    if (parent_id !== null) {
      const found = await pool.query("SELECT 1 FROM comments WHERE id = $1 AND post_id = $2", [parent_id, post.id]);
      refuse({ parent_id: found.rows.length === 0 && "is no comment on this post" });
    }
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
  const counted = await db.query("SELECT count(*) AS total FROM comments WHERE post_id = $1 AND parent_id IS NULL", [postId]);
  const { rows } = await db.query(
    `WITH RECURSIVE shown AS (
       (SELECT * FROM comments WHERE post_id = $1 AND parent_id IS NULL ORDER BY created_at, id LIMIT $2 OFFSET $3)
       UNION ALL
       SELECT reply.* FROM comments reply JOIN shown ON reply.parent_id = shown.id)
     SELECT ${COMMENT} FROM shown c LEFT JOIN users u ON u.id = c.author_id ORDER BY c.created_at, c.id`,
    [postId, limit, (page - 1) * limit],
  );
  return { data: asTree(rows), page, limit, total: counted.rows[0].total };
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
