// A tasks API that keeps its tasks in memory. Listing and creating work
// halfway. Fill the five TODOs; the rest is there to be read.
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

async function readJson(req) {
  let text = "";
  for await (const chunk of req) text += chunk;
  return JSON.parse(text);
}

// everything under /tasks
async function collection(req, res) {
  if (req.method === "GET") {
    reply(res, 200, [...tasks.values()]);
  } else if (req.method === "POST") {
    const { title } = await readJson(req);
    const task = { id: nextId, title, done: false };
    tasks.set(task.id, task);
    // TODO 1: the next task needs another id, and this answer another
    // status and the header Location
    reply(res, 200, task);
  }
  // TODO 2: HEAD, and methods that /tasks does not have
}

// everything under /tasks/7
async function single(req, res, id) {
  const task = tasks.get(id);
  // TODO 3: a task that is not there, and methods that are not there
  // TODO 4: PATCH changes what was sent and keeps the rest
  // TODO 5: DELETE
  reply(res, 200, task);
}

async function handle(req, res) {
  const path = req.url.split("?")[0];
  if (path === "/tasks") return collection(req, res);

  const match = /^\/tasks\/(\d+)$/.exec(path);
  if (match) return single(req, res, Number(match[1]));

  notFound(res);
}

const server = http.createServer((req, res) => {
  // whatever goes wrong above ends here, and the server goes on
  handle(req, res).catch((error) => {
    console.error(error);
    if (!res.headersSent) reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
