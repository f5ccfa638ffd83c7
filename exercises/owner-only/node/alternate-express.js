const express = require("express");
const jwt = require("jsonwebtoken");
const { Pool } = require("pg");

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.use(express.json());

app.use("/api/posts/:id", async (req, res, next) => {
  try {
    const token = (req.get("authorization") ?? "").replace(/^bearer /i, "");
    req.user = jwt.verify(token, process.env.JWT_SECRET, { algorithms: ["HS256"] }).sub;
  } catch {
    return res.status(401).json({ error: "unauthorized" });
  }
  const { id } = req.params;
  const { rows } = /^\d{1,18}$/.test(id)
    ? await pool.query("SELECT * FROM posts WHERE id = $1 AND (status = 'published' OR author_id = $2)", [id, req.user])
    : { rows: [] };
  if (rows.length === 0) return res.status(404).json({ error: "not found" });
  if (rows[0].author_id !== req.user) return res.status(403).json({ error: "not your post" });
  next();
});

app.patch("/api/posts/:id", async (req, res) => {
  const { title } = req.body;
  if (typeof title !== "string" || !title.trim()) return res.status(422).json({ error: "title must be a text" });
  const { rows } = await pool.query(
    "UPDATE posts SET title = $2 WHERE id = $1 RETURNING id::int, title, author_id::int",
    [req.params.id, title],
  );
  res.json(rows[0]);
});

app.delete("/api/posts/:id", async (req, res) => {
  await pool.query("DELETE FROM posts WHERE id = $1", [req.params.id]);
  res.status(204).end();
});

app.listen(Number(process.env.PORT || 3000));
