// GET /api/me says who you are, and believes every token. Fill the four
// TODOs, so that it believes only those that this server can have signed.
const crypto = require("node:crypto");
const http = require("node:http");

const port = Number(process.env.PORT || 3000);
const secret = process.env.JWT_SECRET;

// the record in one part of a token
function decode(part) {
  // TODO 1: undefined for what is no record
  return JSON.parse(Buffer.from(part, "base64url").toString());
}

function isSignedBy(head, payload, signature) {
  // TODO 2: the HMAC (SHA-256) of `${head}.${payload}` with the secret
  // must be equal to what the signature holds
  return true;
}

// the claims of a token that can be trusted, or undefined
function verify(token) {
  const [head, payload, signature] = token.split(".");

  // TODO 3: the algorithm, the signature, the claims exp and nbf
  return decode(payload);
}

// the claims of whoever sent the request, or undefined
function guard(req) {
  // TODO 4: the header Authorization may be missing, or hold something
  // else than `Bearer TOKEN`
  return verify(req.headers.authorization.split(" ")[1]);
}

function reply(res, status, data, headers = {}) {
  res.writeHead(status, { "Content-Type": "application/json", ...headers });
  res.end(JSON.stringify(data));
}

function handle(req, res) {
  if (req.url === "/api/health") return reply(res, 200, { status: "ok" });
  if (req.url !== "/api/me") return reply(res, 404, { error: "not found" });

  const user = guard(req);
  if (!user) return reply(res, 401, { error: "unauthorized" }, { "WWW-Authenticate": "Bearer" });
  reply(res, 200, { id: user.sub, name: user.name });
}

const server = http.createServer((req, res) => {
  // whatever goes wrong above ends here, and the server goes on
  try {
    handle(req, res);
  } catch (error) {
    console.error(error.message);
    reply(res, 500, { error: "internal error" });
  }
});

server.listen(port, () => console.log(`listening on ${port}`));
