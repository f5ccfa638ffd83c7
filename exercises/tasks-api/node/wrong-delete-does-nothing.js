const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const tasks = new Map(); // id → task
let nextId = 1;

function reply(res, status, data, headers = {}) {
  res.writeHead(status, { "Content-Type": "application/json", ...headers });
  res.end(data === undefined ? undefined : JSON.stringify(data));
}

function notFound(res) {
  reply(res, 404, { error: "not found" });
}

function notAllowed(res, methods) {
  reply(res, 405, { error: "method not allowed" }, { Allow: methods });
}

async function readJson(req) {
  let text = "";
  for await (const chunk of req) text += chunk;
  return JSON.parse(text);
}

async function collection(req, res) {
  if (req.method === "GET" || req.method === "HEAD") {
    reply(res, 200, [...tasks.values()]);
  } else if (req.method === "POST") {
    const { title } = await readJson(req);
    const task = { id: nextId, title, done: false };
    nextId += 1;
    tasks.set(task.id, task);
    reply(res, 201, task, { Location: `/tasks/${task.id}` });
  } else {
    notAllowed(res, "GET, HEAD, POST");
  }
}

async function single(req, res, id) {
  if (!["GET", "HEAD", "PATCH", "DELETE"].includes(req.method)) {
    return notAllowed(res, "GET, HEAD, PATCH, DELETE");
  }
  const task = tasks.get(id);
  if (!task) return notFound(res);

  if (req.method === "PATCH") {
    const { title = task.title, done = task.done } = await readJson(req);
    Object.assign(task, { title, done });
    reply(res, 200, task);
  } else if (req.method === "DELETE") {
    delete tasks[id];
    reply(res, 204);
  } else {
    reply(res, 200, task);
  }
}

async function handle(req, res) {
  const path = req.url.split("?")[0];
  if (path === "/tasks") return collection(req, res);

  const match = /^\/tasks\/(\d+)$/.exec(path);
  if (match) return single(req, res, Number(match[1]));

  notFound(res);
}

const server = http.createServer((req, res) => {
  handle(req, res).catch((error) => {
    console.error(error);
    if (!res.headersSent) reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
