const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const tasks = new Map([ // id → task
  [1, { id: 1, title: "buy milk", done: false, due: null }],
  [2, { id: 2, title: "call Ada", done: false, due: null }],
]);

function wrongFields(data, isPatch) {
  const errors = [];
  const look = (field, isRight, message) => {
    if (isPatch && !Object.hasOwn(data, field)) return;
    if (!isRight(data[field])) errors.push({ field, message });
  };
  look("title", (title) => typeof title === "string" && title.length > 0, "needs some text");
  look("done", (done) => done === true || done === false, "is either true or false");
  look("due", (due) => due === null || typeof due === "string", "is a text, or null");
  return errors;
}

function save(res, task, data, isPatch) {
  const errors = wrongFields(data, isPatch);
  if (errors.length > 0) {
    reply(res, 422, { errors });
    return;
  }
  if (data.title !== undefined) task.title = data.title;
  if (data.done !== undefined) task.done = data.done;
  if (data.due !== undefined) task.due = data.due;
  reply(res, 200, task);
}

const replace = (res, task, data) => save(res, task, data, false);
const change = (res, task, data) => save(res, task, data, true);

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
