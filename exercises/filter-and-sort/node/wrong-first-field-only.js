const http = require("node:http");

const port = Number(process.env.PORT || 3000);

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

const STATUSES = ["open", "done"];
const SORTABLE = ["id", "title", "due"];

// the fields to sort by, such as { field: "due", sign: -1 }; undefined if one is not allowed
function readSort(text) {
  const keys = text.split(",").map((name) => ({
    field: name.startsWith("-") ? name.slice(1) : name,
    sign: name.startsWith("-") ? -1 : 1,
  }));
  return keys.every(({ field }) => SORTABLE.includes(field)) ? keys : undefined;
}

function compare(a, b, keys) {
  for (const { field, sign } of keys.slice(0, 1)) {
    if (a[field] < b[field]) return -sign;
    if (a[field] > b[field]) return sign;
  }
  return a.id - b.id;
}

function list(res, query, page, limit) {
  const status = query.get("status");
  if (status !== null && !STATUSES.includes(status)) {
    return reply(res, 400, { error: "there is no such status", allowed: STATUSES });
  }
  const keys = readSort(query.get("sort") ?? "id");
  if (keys === undefined) {
    return reply(res, 400, { error: "tasks cannot be sorted by that", allowed: SORTABLE });
  }
  const found = tasks.filter((task) => status === null || task.status === status);
  const sorted = found.toSorted((a, b) => compare(a, b, keys));
  reply(res, 200, paginate(sorted, page, limit));
}

// one page of a list, without what clients must not see
function paginate(items, page, limit) {
  const start = (page - 1) * limit;
  return {
    data: items.slice(start, start + limit).map(({ id, title, status, due }) => ({ id, title, status, due })),
    meta: { total: items.length, page, limit, pages: Math.ceil(items.length / limit) },
  };
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

const server = http.createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, "http://localhost");
  if (pathname !== "/tasks") return reply(res, 404, { error: "not found" });
  const page = searchParams.get("page") ?? "1";
  const limit = searchParams.get("limit") ?? "10";
  if (!/^[1-9][0-9]{0,5}$/.test(page) || !/^([1-9][0-9]?|100)$/.test(limit)) return reply(res, 400, { error: "bad page or limit" });
  list(res, searchParams, Number(page), Number(limit));
});

server.listen(port, () => console.log(`listening on ${port}`));
