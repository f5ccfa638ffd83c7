const express = require("express");
const { Pool } = require("pg");
const bcrypt = require("bcryptjs");
const jwt = require("jsonwebtoken");

const JWT_SECRET = process.env.JWT_SECRET ?? "";
if (JWT_SECRET.length < 32) {
  console.error("JWT_SECRET: 32 characters or more");
  process.exit(1);
}

const app = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const UNIQUE_VIOLATION = "23505";
const fakeHash = bcrypt.hashSync("nobody has this password", 10);

class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
    this.expose = true;
  }
}

const isText = (value) => typeof value === "string" && value !== "";

// the id in the request's token, or undefined for strangers
function currentUser(req) {
  try {
    const token = (req.get("authorization") ?? "").replace(/^bearer /i, "");
    return jwt.verify(token, JWT_SECRET, { algorithms: ["HS256"] }).sub;
  } catch {
    return undefined;
  }
}

app.use(express.json());

app.get("/api/users", async (req, res) => {
  const { rows } = await pool.query("SELECT id::int, name FROM users");
  res.json({ data: rows });
});

app.post("/api/users", async (req, res) => {
  const { name, email, password } = req.body ?? {};
  if (![name, email, password].every(isText)) {
    throw new HttpError(422, "name, email and password are needed");
  }
  const hashedPassword = await bcrypt.hash(password, 10);
  try {
    const { rows } = await pool.query(
      `INSERT INTO users (name, email, password_hash) VALUES ($1, $2, $3)
       RETURNING id::int, name, email`,
      [name, email.toLowerCase(), hashedPassword],
    );
    res.status(201).json(rows[0]);
  } catch (error) {
    if (error.code !== UNIQUE_VIOLATION) throw error;
    throw new HttpError(409, "email already registered");
  }
});

app.post("/api/login", async (req, res) => {
  const { email, password } = req.body ?? {};
  const { rows } = await pool.query(
    "SELECT id, password_hash FROM users WHERE lower(email) = lower($1)",
    [String(email)],
  );
  const user = rows[0];
  const right = await bcrypt.compare(String(password), user?.password_hash ?? fakeHash);
  if (!user || !right) throw new HttpError(401, "wrong email or password");
  const token = jwt.sign({ sub: String(user.id) }, JWT_SECRET, { expiresIn: "1h" });
  res.json({ token });
});

app.get("/api/users/:id/posts", async (req, res) => {
  const { id } = req.params;
  if (!/^\d{1,18}$/.test(id)) throw new HttpError(400, "an id is a whole number");
  const own = currentUser(req) === id;
  const { rows } = await pool.query(
    `SELECT id::int, title, status FROM posts
     WHERE author_id = $1 AND (status = 'published' OR $2)`,
    [id, own],
  );
  res.json({ data: rows });
});

// Its table comes next month. Leave this as it is.
app.get("/api/stats", async (req, res) => {
  const { rows } = await pool.query("SELECT count(*) FROM page_views");
  res.json(rows[0]);
});

app.use((err, req, res, next) => {
  if (err.expose) return res.status(err.status).json({ error: err.message });
  console.error(err.stack);
  res.status(500).json({ error: "internal error" });
});

const port = Number(process.env.PORT || 3000);
app.listen(port, () => {
  console.log(`Server running on port ${port}`);
});
