// Three layers in one file: rows, rules, HTTP.
const { randomBytes, scryptSync } = require("node:crypto");
const { createServer } = require("node:http");
const pg = require("pg");

class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const users = {
  pool: new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 }),
  async insert(row) {
    const sql = "INSERT INTO users (name, email, password_hash) VALUES ($1, $2, $3) RETURNING *";
    return (await this.pool.query(sql, [row.name, row.email, row.hash])).rows[0];
  },
  async find(id) {
    return (await this.pool.query("SELECT * FROM users WHERE id = $1", [id])).rows[0];
  },
};

const visible = ({ id, name, email }) => ({ id, name, email });

async function register({ name, email, password }) {
  const salt = randomBytes(16);
  const hash = `scrypt$${salt.toString("base64")}$${scryptSync(password, salt, 32).toString("base64")}`;
  try {
    return visible(await users.insert({ name, email: email.toLowerCase(), hash }));
  } catch (error) {
    throw error.constraint === "users_email_key" ? new Problem(409, "email already registered") : error;
  }
}

async function profile(text) {
  if (!/^[0-9]+$/.test(text)) throw new Problem(400, "an id is a whole number");
  const user = Number(text) < 2 ** 31 && (await users.find(text));
  if (!user) throw new Problem(404, "not found");
  return visible(user);
}

async function answer(req) {
  const id = /^\/api\/users\/([^/]*)$/.exec(req.url)?.[1];
  if (req.method === "GET" && id !== undefined) return [200, await profile(id)];
  if (req.method !== "POST" || req.url !== "/api/users") throw new Problem(404, "not found");
  let text = "";
  for await (const part of req) text += part;
  return [201, await register(JSON.parse(text))];
}

createServer(async (req, res) => {
  const [status, data] = await answer(req).catch((error) => {
    if (!error.status) console.error(error);
    return [error.status ?? 500, { error: error.status ? error.message : "internal error" }];
  });
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(data));
}).listen(process.env.PORT || 3000);
