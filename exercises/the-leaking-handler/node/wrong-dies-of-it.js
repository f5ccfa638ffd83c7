const http = require("node:http");
const { randomUUID } = require("node:crypto");

// an error that was made for the client
class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// The database is away today. Leave this as it is.
async function connect() {
  throw new Error("no route to postgres://app:hunter2@db.internal/blog");
}

const storedSettings = '{"theme": "dark"'; // broken: our own mistake

async function readJson(req) {
  let text = "";
  for await (const chunk of req) text += chunk;
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not valid JSON");
  }
}

const routes = {
  "GET /health": (req, res) => reply(res, 200, { ok: true }),
  "GET /users": async (req, res) => reply(res, 200, await connect()),
  "GET /users/9": async () => {
    throw new HttpError(404, "no such user");
  },
  "POST /users": async (req, res) => {
    const data = await readJson(req);
    await connect();
    reply(res, 201, data);
  },
  "GET /report": (req, res) => reply(res, 200, undefined.length),
  "GET /settings": (req, res) => reply(res, 200, JSON.parse(storedSettings)),
};

function handleError(error, res) {
  if (error instanceof HttpError) {
    return reply(res, error.status, { error: error.message });
  }
  const requestId = randomUUID();
  console.error(requestId, error.stack);
  reply(res, 500, { error: "internal error", requestId });
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

const server = http.createServer(async (req, res) => {
  const route = routes[`${req.method} ${req.url}`];
  try {
    if (!route) throw new HttpError(404, "not found");
    route(req, res);
  } catch (error) {
    handleError(error, res);
  }
});

server.listen(Number(process.env.PORT || 3000));
