const { randomUUID } = require("node:crypto");
const express = require("express");

async function connect() {
  throw new Error("no route to postgres://app:hunter2@db.internal/blog");
}

const app = express();
app.use((req, res, next) => {
  req.id = randomUUID();
  next();
});
app.use(express.json());

app.get("/health", (req, res) => res.json({ ok: true }));
app.get("/users", async (req, res) => res.json(await connect()));
app.get("/users/9", async () => {
  throw Object.assign(new Error("no such user"), { status: 404, expose: true });
});
app.post("/users", async (req, res) => {
  await connect();
  res.status(201).json(req.body);
});
app.get("/report", (req, res) => res.json(undefined.length));
app.get("/settings", (req, res) => res.json(JSON.parse('{"theme": "dark"')));
app.use((req, res) => res.status(404).json({ error: "not found" }));

app.use((error, req, res, next) => {
  if (error.expose) return res.status(error.status).json({ error: error.message });
  console.error(`[${req.id}]`, error.stack);
  res.status(500).json({ error: "internal error", requestId: req.id });
});

app.listen(process.env.PORT || 3000);
