const crypto = require("node:crypto");
const http = require("node:http");
const { promisify } = require("node:util");
const { Pool } = require("pg");

const scrypt = promisify(crypto.scrypt);
const port = Number(process.env.PORT || 3000);
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

const LARGEST_ID = 2_147_483_647; // of PostgreSQL's integer

async function hash(password) {
  const salt = crypto.randomBytes(16).toString("hex");
  const key = await scrypt(password, salt, 32);
  return `scrypt:${salt}:${key.toString("hex")}`;
}

async function create(req, res) {
  const { name, email, password } = await readJson(req);
  try {
    const { rows } = await pool.query(
      `INSERT INTO users (name, email, password_hash) VALUES ($1, $2, $3)
       RETURNING id, name, email`,
      [name, email.toLowerCase(), await hash(password)],
    );
    reply(res, 201, rows[0]);
  } catch (error) {
    console.error(error.message);
    reply(res, 409, { error: "email already registered" });
  }
}

async function show(res, text) {
  if (!/^\d+$/.test(text)) return reply(res, 400, { error: "an id is a whole number" });
  const id = Number(text);
  if (id > LARGEST_ID) return reply(res, 404, { error: "not found" });

  const { rows } = await pool.query("SELECT id, name, email FROM users WHERE id = $1", [id]);
  if (rows.length === 0) return reply(res, 404, { error: "not found" });
  reply(res, 200, rows[0]);
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
  handle(req, res).catch((error) => {
    console.error(error.message);
    if (!res.headersSent) reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
