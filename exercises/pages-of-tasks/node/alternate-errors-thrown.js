const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const numbered = (word, count) => Array.from({ length: count }, (_, index) => ({ id: index + 1, title: `${word} ${index + 1}` }));
const lists = { "/tasks": numbered("task", 23), "/notes": numbered("note", 20), "/drafts": [] };

function wholeNumber(text, least, most) {
  const value = Number(text);
  if (String(value) !== text || !Number.isInteger(value)) return null;
  return value < least || value > most ? null : value;
}

function list(res, path, query) {
  const items = lists[path];
  const page = wholeNumber(query.get("page") ?? "1", 1, Number.MAX_SAFE_INTEGER);
  const limit = wholeNumber(query.get("limit") ?? "10", 1, 100);
  if (page === null || limit === null) {
    return reply(res, 400, { error: "page counts from 1, limit goes from 1 to 100" });
  }
  let pages = 0;
  while (pages * limit < items.length) pages += 1;
  const data = items.filter((item, index) => Math.floor(index / limit) === page - 1);
  const before = page > pages ? pages : page - 1;
  const prev = before > 0 ? `${path}?page=${before}&limit=${limit}` : null;
  const next = page < pages ? `${path}?page=${page + 1}&limit=${limit}` : null;
  reply(res, 200, { data, meta: { total: items.length, page, limit, pages }, links: { prev, next } });
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

const server = http.createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, "http://localhost");
  if (Object.hasOwn(lists, pathname)) list(res, pathname, searchParams);
  else reply(res, 404, { error: "not found" });
});

server.listen(port, () => console.log(`listening on ${port}`));
