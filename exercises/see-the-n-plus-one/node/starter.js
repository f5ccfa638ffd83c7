const { query, serve } = require("./blog");

// Right, but it asks again and again.
async function newestPosts(limit) {
  const posts = await query(
    `SELECT id, title, author_id FROM posts
     WHERE status = 'published' ORDER BY published_at DESC LIMIT $1`,
    [limit],
  );
  const data = [];
  for (const post of posts) {
    const [author] = await query("SELECT name FROM users WHERE id = $1", [post.author_id]);
    const comments = await query(
      "SELECT body FROM comments WHERE post_id = $1 ORDER BY created_at, id",
      [post.id],
    );
    data.push({
      id: Number(post.id),
      title: post.title,
      author: author.name,
      comments: comments.map((comment) => comment.body),
    });
  }
  return data;
}

serve(newestPosts);
