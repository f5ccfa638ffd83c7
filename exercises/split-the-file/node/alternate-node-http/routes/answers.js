const Refused = require("../refused");

const STATUSES = { invalid: 400, "not found": 404, conflict: 409 };

function reply(res, status, data, headers = {}) {
  res.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
  res.end(JSON.stringify(data));
}

function refusal(error) {
  if (error instanceof Refused) return [STATUSES[error.why], { error: error.message }];
  console.error(error.stack);
  return [500, { error: "internal error" }];
}

async function readJson(req) {
  let text = "";
  for await (const chunk of req) text += chunk;
  try {
    return JSON.parse(text || "{}");
  } catch {
    throw new Refused("invalid", "the body is no JSON");
  }
}

function readId(text) {
  if (!/^\d{1,9}$/.test(text)) throw new Refused("invalid", "an id is a whole number");
  return Number(text);
}

module.exports = { reply, refusal, readJson, readId };
