const { currentUser } = require("../auth");
const { ORDERS, findPost, listPosts } = require("../posts");
const Problem = require("../problem");
const { number, oneOf } = require("../queries");

module.exports = (app, { config, pool }) => {
  app.get("/api/posts", async (req, res) => {
    const user = currentUser(req, config.secret);
    const query = readQuery(req.query);
    if (query.status === "draft" && user === null) throw new Problem(401, "log in to see your drafts");
    res.json(await listPosts(pool, { ...query, user }));
  });

  app.get("/api/posts/:key", async (req, res) => {
    const post = await findPost(pool, req.params.key, currentUser(req, config.secret));
    if (!post) throw new Problem(404, "there is no such post");
    res.json(post);
  });
};

function readQuery({ status = "published", sort = "newest", category = null, author, page = "1", limit = "20" }) {
  const read = {
    status: oneOf(["published", "draft"], "status", status),
    sort: oneOf(Object.keys(ORDERS), "sort", sort),
    author: author === undefined ? null : number("author", author),
    page: number("page", page),
    limit: number("limit", limit, 100),
  };
  if (category !== null && typeof category !== "string") throw new Problem(400, "category is given once");
  return { ...read, category };
}
