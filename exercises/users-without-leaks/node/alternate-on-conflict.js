// The database says by the number of rows whether the address was free.
const express = require("express");
const bcrypt = require("bcryptjs");
const { Pool } = require("pg");

const db = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.use(express.json());

app.post("/api/users", async (req, res) => {
  const { name, email, password } = req.body;
  const { rowCount, rows } = await db.query({
    text: `INSERT INTO users (name, email, password_hash) VALUES ($1, lower($2), $3)
           ON CONFLICT (email) DO NOTHING RETURNING id, name, email`,
    values: [name, email, await bcrypt.hash(password, 10)],
  });
  if (rowCount === 0) return res.status(409).json({ error: "email already registered" });
  res.status(201).json(rows[0]);
});

app.get("/api/users/:id", async (req, res) => {
  if (!/^[0-9]+$/.test(req.params.id)) return res.status(400).json({ error: "an id is a whole number" });
  const found = await db.query("SELECT id, name, email FROM users WHERE id::text = $1", [req.params.id]);
  if (found.rowCount === 0) return res.status(404).json({ error: "not found" });
  res.json(found.rows[0]);
});

app.listen(process.env.PORT || 3000);
