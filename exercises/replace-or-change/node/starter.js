// PUT replaces a task, PATCH changes parts of it. Reading them works
// already; the two functions are yours.
const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const tasks = new Map([ // id → task
  [1, { id: 1, title: "buy milk", done: false, due: null }],
  [2, { id: 2, title: "call Ada", done: false, due: null }],
]);

// PUT /tasks/7: from now on the task is exactly what was sent
function replace(res, task, data) {
  // TODO
  reply(res, 200, task);
}

// PATCH /tasks/7: only what was sent changes
function change(res, task, data) {
  // TODO
  reply(res, 200, task);
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

async function readJson(req) {
  let text = "";
  for await (const chunk of req) text += chunk;
  return JSON.parse(text);
}

async function handle(req, res) {
  if (req.url === "/tasks") return reply(res, 200, [...tasks.values()]);
  const match = /^\/tasks\/([0-9]+)$/.exec(req.url);
  const task = match && tasks.get(Number(match[1]));
  if (req.method === "PUT" && task) return replace(res, task, await readJson(req));
  if (req.method === "PATCH" && task) return change(res, task, await readJson(req));
  if (req.method === "GET" && task) return reply(res, 200, task);
  reply(res, 404, { error: "not found" });
}

const server = http.createServer((req, res) => {
  handle(req, res).catch((error) => {
    console.error(error);
    if (!res.headersSent) reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
