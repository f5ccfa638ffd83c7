const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const tasks = new Map([ // id → task
  [1, { id: 1, title: "buy milk", done: false }],
  [2, { id: 2, title: "call Ada", done: false }],
]);

// what each field must be
const FIELDS = {
  title: { right: (value) => typeof value === "string" && value !== "", message: "must be a text that is not empty" },
  done: { right: (value) => typeof value === "boolean", message: "must be true or false" },
  due: { right: (value) => typeof value === "string" || value === null, message: "must be a text or null" },
};

// looks at these fields of the data: what is wrong, and what is to be taken
function take(data, names) {
  const errors = [];
  const values = {};
  for (const name of names) {
    if (FIELDS[name].right(data[name])) values[name] = data[name];
    else errors.push({ field: name, message: FIELDS[name].message });
  }
  return { errors, values };
}

function replace(res, task, data) {
  const { errors, values } = take(data, Object.keys(FIELDS));
  if (errors.length > 0) return reply(res, 422, { errors });
  tasks.set(task.id, { id: task.id, ...values });
  reply(res, 200, tasks.get(task.id));
}

function change(res, task, data) {
  const { errors, values } = take(data, Object.keys(FIELDS).filter((name) => name in data));
  if (errors.length > 0) return reply(res, 422, { errors });
  tasks.set(task.id, { ...task, ...values });
  reply(res, 200, tasks.get(task.id));
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
