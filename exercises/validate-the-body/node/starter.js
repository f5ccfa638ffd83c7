// POST /tasks makes a task of whatever arrives. Make it look first.
const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const tasks = [];

// everything that is wrong with it, one entry for each field:
// { field: "title", message: "…" }
function validate(data) {
  const errors = [];
  // TODO
  return errors;
}

async function create(req, res) {
  // TODO: the wrong Content-Type, a body that is too large, and one that
  // is not JSON

  let text = "";
  for await (const chunk of req) text += chunk;
  const data = JSON.parse(text);

  const errors = validate(data);
  // TODO: answer them

  const { title, done = false, due = null } = data;
  const task = { id: tasks.length + 1, title, done, due };
  tasks.push(task);
  reply(res, 201, task);
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

const server = http.createServer((req, res) => {
  const known = req.method === "POST" && req.url === "/tasks";
  const answered = known ? create(req, res) : Promise.resolve(reply(res, 404, { error: "not found" }));
  // whatever goes wrong above ends here, and the server goes on
  answered.catch((error) => {
    console.error(error.message);
    if (!res.headersSent) reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
