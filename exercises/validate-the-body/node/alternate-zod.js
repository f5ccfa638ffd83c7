const express = require("express");
const { z } = require("zod");

const Task = z.strictObject({
  title: z.string().min(1).max(200),
  done: z.boolean().default(false),
  due: z.iso.date().optional(),
});

const app = express();
let count = 0;

app.use((req, res, next) => (req.is("application/json") ? next() : res.status(415).json({ error: "send JSON" })));
app.use(express.json({ limit: 100_000, strict: false }));

app.post("/tasks", (req, res) => {
  const { success, data, error } = Task.safeParse(req.body);
  if (success) {
    count += 1;
    return res.status(201).json({ id: count, due: null, ...data });
  }
  const errors = error.issues.flatMap(({ code, keys, path, message }) =>
    code === "unrecognized_keys"
      ? keys.map((field) => ({ field, message }))
      : [{ field: path[0] ?? "body", message }],
  );
  res.status(422).json({ errors });
});

app.use((error, req, res, next) => {
  const status = error.status ?? 500;
  res.status(status).json({ error: status < 500 ? error.type : "internal error" });
});

app.listen(process.env.PORT || 3000);
