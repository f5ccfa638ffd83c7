const { findPost } = require("./posts");
const Problem = require("./problem");

// The rule: only authors change a post, and nobody else gets to know of a draft.
async function ownPost(db, id, user) {
  const post = /^\d+$/.test(id) ? await findPost(db, id, user) : null;
  if (!post) throw new Problem(404, "there is no such post");
  if (post.author.id !== user) throw new Problem(403, "this is not your post");
  return post;
}

module.exports = { ownPost };
