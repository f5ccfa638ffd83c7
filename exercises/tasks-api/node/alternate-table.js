// One table of routes instead of branches.
const http = require("node:http");

let tasks = [];
let created = 0;

const json = (status, data, headers) => ({ status, data, headers });
const find = (id) => tasks.find((task) => task.id === id);

const routes = [
  { path: /^\/tasks$/, GET: () => json(200, tasks), POST: create },
  { path: /^\/tasks\/(\d+)$/, GET: (id) => json(200, find(id)), PATCH: change, DELETE: remove, needs: find },
];

function create(id, { title }) {
  const task = { id: ++created, title, done: false };
  tasks = [...tasks, task];
  return json(201, task, { location: `/tasks/${task.id}` });
}

function change(id, changes) {
  const task = find(id);
  if ("title" in changes) task.title = changes.title;
  if ("done" in changes) task.done = changes.done;
  return json(200, task);
}

function remove(id) {
  tasks = tasks.filter((task) => task.id !== id);
  return json(204);
}

function answer(method, path, body) {
  const route = routes.find((one) => one.path.test(path));
  if (!route) return json(404, { error: "not found" });

  const handler = route[method === "HEAD" ? "GET" : method];
  if (!handler) {
    const allowed = ["GET", "HEAD", "POST", "PATCH", "DELETE"].filter((name) => name === "HEAD" || route[name]);
    return json(405, { error: "method not allowed" }, { allow: allowed.join(", ") });
  }
  const id = Number(route.path.exec(path)[1]);
  if (route.needs && !route.needs(id)) return json(404, { error: "not found" });
  return handler(id, body);
}

http
  .createServer((req, res) => {
    const chunks = [];
    req.on("data", (chunk) => chunks.push(chunk));
    req.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { status, data, headers } = answer(req.method, req.url.split("?")[0], text && JSON.parse(text));
      res.writeHead(status, { "content-type": "application/json", ...headers });
      res.end(data && JSON.stringify(data));
    });
  })
  .listen(process.env.PORT || 3000);
