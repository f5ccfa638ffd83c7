// The routes are there. What they do is missing: `create` and `show`.
const crypto = require("node:crypto");
const http = require("node:http");
const { promisify } = require("node:util");
const { Pool } = require("pg");

const scrypt = promisify(crypto.scrypt);
const port = Number(process.env.PORT || 3000);

// connections to the database, kept open and shared by all requests
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

// what goes into the column password_hash
async function hash(password) {
  const salt = crypto.randomBytes(16).toString("hex");
  const key = await scrypt(password, salt, 32);
  return `scrypt:${salt}:${key.toString("hex")}`;
}

async function create(req, res) {
  const { name, email, password } = await readJson(req);
  // TODO
  reply(res, 500, { error: "not written yet" });
}

// `text` is what stands in the path in place of the id
async function show(res, text) {
  // TODO
  reply(res, 500, { error: "not written yet" });
}

async function readJson(req) {
  let text = "";
  for await (const chunk of req) text += chunk;
  return JSON.parse(text);
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

async function handle(req, res) {
  const [, api, users, id, ...rest] = req.url.split("/");
  if (api !== "api" || users !== "users" || rest.length > 0) return reply(res, 404, { error: "not found" });
  if (req.method === "POST" && id === undefined) return create(req, res);
  if (req.method === "GET" && id !== undefined) return show(res, id);
  reply(res, 404, { error: "not found" });
}

const server = http.createServer((req, res) => {
  // whatever goes wrong above ends here, and the server goes on
  handle(req, res).catch((error) => {
    console.error(error.message);
    if (!res.headersSent) reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
