const express = require("express");

const tasks = [
  { id: 1, title: "milk", status: "open", due: "2027-03-05", shareToken: "k7" },
  { id: 2, title: "bread", status: "done", due: "2027-03-01", shareToken: "b2" },
  { id: 3, title: "stamps", status: "open", due: "2027-03-09", shareToken: "x9" },
  { id: 4, title: "call", status: "open", due: "2027-03-05", shareToken: "a1" },
  { id: 5, title: "bread", status: "open", due: "2027-03-02", shareToken: "m4" },
  { id: 6, title: "bike", status: "done", due: "2027-03-09", shareToken: "q8" },
  { id: 7, title: "rent", status: "open", due: "2027-03-01", shareToken: "c3" },
  { id: 8, title: "milk", status: "done", due: "2027-03-05", shareToken: "z6" },
  { id: 9, title: "zoo", status: "open", due: "2027-03-05", shareToken: "d5" },
  { id: 10, title: "apples", status: "done", due: "2027-03-07", shareToken: "w0" },
  { id: 11, title: "letter", status: "open", due: "2027-03-09", shareToken: "e4" },
  { id: 12, title: "bread", status: "open", due: "2027-03-05", shareToken: "n2" },
];

const app = express();
const byField = {
  id: (a, b) => a.id - b.id,
  title: (a, b) => (a.title === b.title ? 0 : a.title < b.title ? -1 : 1),
  due: (a, b) => a.due.localeCompare(b.due),
};

app.get("/tasks", (req, res) => {
  const { status, sort = "id" } = req.query;
  const [page, limit] = [req.query.page ?? "1", req.query.limit ?? "10"].map((text) => (/^[0-9]+$/.test(text) ? Number(text) : 0));
  if (page < 1 || limit < 1 || limit > 100) return res.status(400).json({ error: "page or limit" });
  if (status !== undefined && status !== "open" && status !== "done") {
    return res.status(400).json({ error: "status", allowed: ["open", "done"] });
  }
  const steps = [];
  for (const part of sort.split(",")) {
    const [, minus, name] = /^(-?)(.*)$/.exec(part);
    if (!Object.hasOwn(byField, name)) {
      return res.status(400).json({ error: "sort", allowed: Object.keys(byField) });
    }
    steps.push(minus ? (a, b) => byField[name](b, a) : byField[name]);
  }
  // a stable sort by the last name first leaves the first name on top
  let items = tasks.filter((task) => !status || task.status === status);
  for (const step of steps.reverse()) items = [...items].sort(step);

  const data = items.slice((page - 1) * limit, page * limit).map(({ shareToken, ...rest }) => rest);
  const meta = { total: items.length, page, limit, pages: Math.ceil(items.length / limit) };
  res.json({ data, meta });
});

app.listen(process.env.PORT || 3000);
