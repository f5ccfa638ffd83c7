const http = require("node:http");

const port = Number(process.env.PORT || 3000);
const MOST = 100_000; // bytes of a body
const FIELDS = ["title", "done", "due"];

const tasks = [];

function isDate(text) {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 30 February would have become 2 March
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

// everything that is wrong with it, one entry for each field
function validate(data) {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return [{ field: "body", message: "must be a JSON object" }];
  }
  const errors = [];
  const wrong = (field, message) => errors.push({ field, message });

  const { title, done, due } = data;
  if (typeof title !== "string" || title.length < 1 || title.length > 200) {
    wrong("title", "must be a text of 1 to 200 characters");
  }
  if (done !== undefined && typeof done !== "boolean") wrong("done", "must be true or false");
  if (due !== undefined && !isDate(due)) wrong("due", "must be a date such as 2027-01-31");
  for (const field of Object.keys(data)) {
    if (!FIELDS.includes(field)) wrong(field, "is not a field of a task");
  }
  return errors;
}

// the body as text, or nothing if it is too large
async function readBody(req) {
  const chunks = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size <= MOST) chunks.push(chunk);
  }
  return size > MOST ? undefined : Buffer.concat(chunks).toString();
}

async function create(req, res) {
  const type = (req.headers["content-type"] ?? "").split(";")[0].trim();
  if (type !== "application/json") return reply(res, 415, { error: "send application/json" });

  const text = await readBody(req);
  if (text === undefined) return reply(res, 413, { error: `at most ${MOST} bytes` });

  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return reply(res, 400, { error: "the body is not valid JSON" });
  }

  const errors = validate(data);
  if (errors.length > 0) return reply(res, 422, { errors });

  const { title, done, due } = data;
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
  answered.catch((error) => {
    console.error(error.message);
    if (!res.headersSent) reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
