const http = require("node:http");
const jwt = require("jsonwebtoken");
const { Pool } = require("pg");

const port = Number(process.env.PORT || 3000);
const secret = process.env.JWT_SECRET;
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// the id of whoever sent the request, as a text, or undefined
function currentUser(req) {
  const [, token] = (req.headers.authorization ?? "").split(" ");
  try {
    return jwt.verify(token, secret, { algorithms: ["HS256"] }).sub;
  } catch {
    return undefined;
  }
}

// The rule: only authors change a post, and nobody else gets to know of a draft.
async function ownPost(req, id) {
  const user = currentUser(req);
  if (!user) throw new HttpError(401, "unauthorized");
  if (!/^\d{1,18}$/.test(id)) throw new HttpError(404, "not found");

  const { rows } = await pool.query("SELECT author_id, status FROM posts WHERE id = $1", [id]);
  const [post] = rows;
  const mine = post?.author_id === user; // bigint comes as text
  if (!post || (!mine && post.status === "draft")) throw new HttpError(404, "not found");
  if (!mine) throw new HttpError(403, "not your post");
  return user;
}

async function patch(req, res, id) {
  const user = await ownPost(req, id);
  const { rows } = await pool.query(
    "UPDATE posts SET title = $3 WHERE id = $1 AND author_id = $2 RETURNING id, title, author_id",
    [id, user, readTitle(await readJson(req))],
  );
  const [post] = rows;
  if (!post) throw new HttpError(404, "not found");
  reply(res, 200, { id: Number(post.id), title: post.title, author_id: Number(post.author_id) });
}

async function remove(req, res, id) {
  const user = await ownPost(req, id);
  await pool.query("DELETE FROM posts WHERE id = $1 AND author_id = $2", [id, user]);
  reply(res, 204);
}

async function readJson(req) {
  let text = "";
  for await (const chunk of req) text += chunk;
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not valid JSON");
  }
}

function readTitle({ title }) {
  if (typeof title === "string" && title.trim() !== "") return title;
  throw new HttpError(422, "title must be a text");
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(data && JSON.stringify(data));
}

async function handle(req, res) {
  const match = /^\/api\/posts\/([^/]+)$/.exec(req.url);
  if (match && req.method === "PATCH") return patch(req, res, match[1]);
  if (match && req.method === "DELETE") return remove(req, res, match[1]);
  throw new HttpError(404, "not found");
}

const server = http.createServer((req, res) => {
  handle(req, res).catch((error) => {
    if (error instanceof HttpError) return reply(res, error.status, { error: error.message });
    console.error(error.stack);
    reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
