const Problem = require("./problem");

// The rule: only authors change a post, and nobody else gets to know of a draft.
async function ownPost(db, id, user) {
  if (!/^\d+$/.test(id)) throw new Problem(404, "there is no such post");
  const { rows } = await db.query("SELECT id, author_id, status, body FROM posts WHERE id = $1", [id]);
  const post = rows[0];
  if (!post || (post.status === "draft" && post.author_id !== user)) throw new Problem(404, "there is no such post");
  if (post.author_id !== user) throw new Problem(403, "this is not your post");
  return post;
}

module.exports = { ownPost };
