// Three lists, and each of them is sent whole. Cut them into pages.
const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const numbered = (word, count) => Array.from({ length: count }, (_, index) => ({ id: index + 1, title: `${word} ${index + 1}` }));
const lists = { "/tasks": numbered("task", 23), "/notes": numbered("note", 20), "/drafts": [] };

// `path` is "/tasks", "/notes" or "/drafts"; query.get("page") is the text
// behind `page=`, or null
function list(res, path, query) {
  // TODO
  reply(res, 200, { data: lists[path] });
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
