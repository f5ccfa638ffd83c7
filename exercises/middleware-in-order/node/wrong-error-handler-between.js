// Six of the seven lines at the mark belong into the program, in the right
// order. Everything else is right: read it, and leave it as it is.
const http = require("node:http");

const tasks = [];
const chain = [];
const use = (step) => chain.push(step);
let requests = 0;

// ─── the seven lines ────────────────────────────────────────────────────
use(requestId);
use(logger);
use(bodyParser);
use(errorHandler);
use(routes);
use(notFound);
// ────────────────────────────────────────────────────────────────────────

// gives the request a number, which the client gets to see as well
function requestId(req, res, next) {
  requests += 1;
  req.id = `r${requests}`;
  res.setHeader("X-Request-Id", req.id);
  next();
}

// one line for each request: what came in, and how it was answered
function logger(req, res, next) {
  const begin = `${req.id} ${req.method} ${req.url}`;
  res.on("finish", () => console.error(`${begin} ${res.statusCode}`));
  next();
}

// makes req.body of the JSON that was sent
function bodyParser(req, res, next) {
  let text = "";
  req.on("data", (chunk) => (text += chunk));
  req.on("end", () => {
    try {
      if (text !== "") req.body = JSON.parse(text);
    } catch {
      return next(Object.assign(new Error("the body is not valid JSON"), { status: 400 }));
    }
    next();
  });
}

function routes(req, res, next) {
  if (req.url === "/fails") throw new Error("the report cannot be made");
  if (req.url !== "/tasks") return next(); // not one of ours
  if (req.method === "POST") {
    tasks.push(req.body.title);
    return reply(res, 201, { title: req.body.title });
  }
  reply(res, 200, tasks);
}

function notFound(req, res) {
  reply(res, 404, { error: "not found" });
}

// four parameters: only errors come here
function errorHandler(error, req, res, next) {
  reply(res, error.status ?? 500, { error: error.status ? error.message : "internal error" });
}

// ends the answer
function finish(req, res) {
  res.end();
}

// From here on: what Express does for you.
function run(steps, req, res, error) {
  const [step, ...rest] = steps;
  if (!step) return reply(res, 500, "nobody caught this", "text/plain");
  const next = (failure) => run(rest, req, res, failure);
  if (Boolean(error) !== (step.length === 4)) return next(error);
  try {
    if (error) step(error, req, res, next);
    else step(req, res, next);
  } catch (failure) {
    next(failure);
  }
}

function reply(res, status, data, type = "application/json") {
  res.writeHead(status, { "Content-Type": type });
  res.end(JSON.stringify(data));
}

http.createServer((req, res) => run(chain, req, res)).listen(process.env.PORT || 3000);
