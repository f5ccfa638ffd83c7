const express = require("express");
const { Pool } = require("pg");
const bcrypt = require("bcryptjs");
const jwt = require("jsonwebtoken");

const app = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const JWT_SECRET = process.env.JWT_SECRET;

app.use(express.json());

app.get("/api/users", async (req, res) => {
  const { rows } = await pool.query("SELECT id::int, name, email FROM users ORDER BY id");
  res.json({ data: rows });
});

app.post("/api/users", async (req, res) => {
  const { name, email, password } = req.body;
  const hashedPassword = await bcrypt.hash(password, 10);
  const { rows } = await pool.query(
    "INSERT INTO users (name, email, password_hash) VALUES ($1, $2, $3) RETURNING *",
    [name, email, hashedPassword],
  );
  const token = jwt.sign({ userId: rows[0].id }, JWT_SECRET, { expiresIn: "7d" });
  res.status(201).json({ data: rows[0], token });
});

app.get("/api/users/:id/posts", async (req, res) => {
  const { rows } = await pool.query(
    "SELECT id::int, title, status FROM posts WHERE author_id = $1 ORDER BY id",
    [parseInt(req.params.id)],
  );
  res.json({ data: rows });
});

// Its table comes next month. Leave this as it is.
app.get("/api/stats", async (req, res) => {
  const { rows } = await pool.query("SELECT count(*) FROM page_views");
  res.json(rows[0]);
});

app.use((err, req, res, next) => {
  console.error(err.stack);
  res.status(500).json({ error: "Something went wrong!", message: err.message });
});

const port = Number(process.env.PORT || 3000);
app.listen(port, () => {
  console.log(`Server running on port ${port}`);
});
