const express = require("express");

const app = express();
app.use(express.json());

const tasks = ["buy milk", "call Ada"].map((title, index) => ({ id: index + 1, title, done: false, due: null }));

app.get("/tasks", (req, res) => res.json(tasks));

app.param("id", (req, res, next, id) => {
  req.task = tasks.find((task) => String(task.id) === id);
  if (req.task) next();
  else res.status(404).json({ error: "not found" });
});

function problems(data) {
  const errors = [];
  const { title, done, due } = data;
  if (typeof title !== "string" || title === "") errors.push({ field: "title", message: "a text, please" });
  if (typeof done !== "boolean") errors.push({ field: "done", message: "true or false, please" });
  if (due !== null && typeof due !== "string") errors.push({ field: "due", message: "a text or null, please" });
  return errors;
}

function save(req, res, wanted) {
  const errors = problems(wanted);
  if (errors.length) return res.status(422).json({ errors });
  const { title, done, due } = wanted;
  Object.assign(req.task, { title, done, due });
  res.json(req.task);
}

app
  .route("/tasks/:id")
  .get((req, res) => res.json(req.task))
  .put((req, res) => save(req, res, req.body))
  .patch((req, res) => save(req, res, { ...req.task, ...req.body }));

app.use((req, res) => res.status(404).json({ error: "not found" }));
app.listen(process.env.PORT || 3000);
