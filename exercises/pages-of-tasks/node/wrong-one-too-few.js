const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const numbered = (word, count) => Array.from({ length: count }, (_, index) => ({ id: index + 1, title: `${word} ${index + 1}` }));
const lists = { "/tasks": numbered("task", 23), "/notes": numbered("note", 20), "/drafts": [] };

// the number that the query gives, or the usual one; undefined if it is none from 1 to `most`
function number(query, name, usual, most) {
  const text = query.get(name);
  if (text === null) return usual;
  if (!/^[0-9]{1,15}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= 1 && value <= most ? value : undefined;
}

function paginate(path, items, page, limit) {
  const start = (page - 1) * limit;
  const pages = Math.ceil(items.length / limit);
  const link = (number) => (number >= 1 && number <= pages ? `${path}?page=${number}&limit=${limit}` : null);
  return {
    data: items.slice(start, start + limit - 1),
    meta: { total: items.length, page, limit, pages },
    links: { prev: link(Math.min(page - 1, pages)), next: link(page + 1) },
  };
}

function list(res, path, query) {
  const page = number(query, "page", 1, Infinity);
  const limit = number(query, "limit", 10, 100);
  if (page === undefined) return reply(res, 400, { error: "page must be a whole number from 1" });
  if (limit === undefined) return reply(res, 400, { error: "limit must be a whole number from 1 to 100" });
  reply(res, 200, paginate(path, lists[path], page, limit));
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
