const { query, serve } = require("./blog");

async function complete(post) {
  const [authors, comments] = await Promise.all([
    query("SELECT name FROM users WHERE id = $1", [post.author_id]),
    query("SELECT body FROM comments WHERE post_id = $1 ORDER BY created_at, id", [post.id]),
  ]);
  return {
    id: Number(post.id),
    title: post.title,
    author: authors[0].name,
    comments: comments.map((comment) => comment.body),
  };
}

async function newestPosts(limit) {
  const posts = await query(
    `SELECT id, title, author_id FROM posts
     WHERE status = 'published' ORDER BY published_at DESC LIMIT $1`,
    [limit],
  );
  return Promise.all(posts.map(complete));
}

serve(newestPosts);
