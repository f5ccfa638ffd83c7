const { Pool } = require("pg");
const { hash, readJson, reply, serve } = require("./server");

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

const UNIQUE_VIOLATION = "23505";
const LARGEST_ID = 2_147_483_647; // of PostgreSQL's integer

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
    if (error.code !== UNIQUE_VIOLATION) throw error;
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

serve({ create, show });
