const express = require("express");

const app = express();
const many = (word, count) => [...Array(count).keys()].map((index) => ({ id: index + 1, title: `${word} ${index + 1}` }));
const lists = new Map([["tasks", many("task", 23)], ["notes", many("note", 20)], ["drafts", []]]);

class BadRequest extends Error {}

function positive(name, text, most = Number.MAX_SAFE_INTEGER) {
  if (!/^[1-9]\d*$/.test(text) || Number(text) > most) throw new BadRequest(`${name}: a whole number, please`);
  return Number(text);
}

app.get("/:list", (req, res) => {
  const items = lists.get(req.params.list);
  if (!items) return res.status(404).json({ error: "not found" });
  const page = positive("page", req.query.page ?? "1");
  const limit = positive("limit", req.query.limit ?? "10", 100);

  const chunks = [];
  for (let start = 0; start < items.length; start += limit) chunks.push(items.slice(start, start + limit));
  const to = (number) => `${req.path}?${new URLSearchParams({ page: number, limit })}`;
  let prev = null;
  if (page > chunks.length && chunks.length > 0) prev = to(chunks.length);
  else if (page > 1 && chunks.length > 0) prev = to(page - 1);
  res.json({
    data: chunks[page - 1] ?? [],
    meta: { total: items.length, page, limit, pages: chunks.length },
    links: { prev, next: page < chunks.length ? to(page + 1) : null },
  });
});

app.use((error, req, res, next) => {
  if (error instanceof BadRequest) res.status(400).json({ error: error.message });
  else next(error);
});
app.listen(process.env.PORT || 3000);
