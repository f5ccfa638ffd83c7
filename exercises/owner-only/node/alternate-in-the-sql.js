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
  const [scheme, token] = (req.headers.authorization ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer") return undefined;
  try {
    return jwt.verify(token, secret, { algorithms: ["HS256"] }).sub;
  } catch {
    return undefined;
  }
}

function start(req, id) {
  const user = currentUser(req);
  if (!user) throw new HttpError(401, "unauthorized");
  if (!/^\d{1,18}$/.test(id)) throw new HttpError(404, "not found");
  return user;
}

// nothing was changed: why not?
async function refuse(id) {
  const { rows } = await pool.query("SELECT 1 FROM posts WHERE id = $1 AND status = 'published'", [id]);
  if (rows.length > 0) throw new HttpError(403, "not your post");
  throw new HttpError(404, "not found");
}

async function patch(req, res, id) {
  const user = start(req, id);
  const data = await readJson(req);
  const { rows } = await pool.query(
    `UPDATE posts SET title = CASE WHEN $3 THEN $4 ELSE title END
     WHERE id = $1 AND author_id = $2 RETURNING id, title, author_id`,
    [id, user, typeof data.title === "string" && data.title.trim() !== "", String(data.title)],
  );
  if (rows.length === 0) return refuse(id);
  readTitle(data);
  reply(res, 200, { id: Number(rows[0].id), title: rows[0].title, author_id: Number(rows[0].author_id) });
}

async function remove(req, res, id) {
  const user = start(req, id);
  const { rowCount } = await pool.query("DELETE FROM posts WHERE id = $1 AND author_id = $2", [id, user]);
  if (rowCount === 0) return refuse(id);
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
