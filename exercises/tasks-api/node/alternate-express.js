const express = require("express");

const app = express();
app.use(express.json());

const tasks = [];
let lastId = 0;

app
  .route("/tasks")
  .get((req, res) => res.json(tasks))
  .post((req, res) => {
    lastId += 1;
    const task = { id: lastId, title: req.body.title, done: false };
    tasks.push(task);
    res.status(201).location(`/tasks/${task.id}`).json(task);
  })
  .all((req, res) => res.status(405).set("Allow", "GET, HEAD, POST").json({ error: "method not allowed" }));

app
  .route("/tasks/:id")
  .all((req, res, next) => {
    const known = ["GET", "HEAD", "PATCH", "DELETE"];
    if (known.includes(req.method)) return next();
    res.status(405).set("Allow", known.join(", ")).json({ error: "method not allowed" });
  })
  .all((req, res, next) => {
    req.index = tasks.findIndex((task) => String(task.id) === req.params.id);
    if (req.index < 0) return res.status(404).json({ error: "not found" });
    next();
  })
  .get((req, res) => res.json(tasks[req.index]))
  .patch((req, res) => {
    const { title, done } = { ...tasks[req.index], ...req.body };
    tasks[req.index] = { ...tasks[req.index], title, done };
    res.json(tasks[req.index]);
  })
  .delete((req, res) => {
    tasks.splice(req.index, 1);
    res.status(204).end();
  });

app.use((req, res) => res.status(404).json({ error: "not found" }));

app.listen(process.env.PORT || 3000);
