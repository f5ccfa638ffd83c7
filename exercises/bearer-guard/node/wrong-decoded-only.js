const crypto = require("node:crypto");
const http = require("node:http");

const port = Number(process.env.PORT || 3000);
const secret = process.env.JWT_SECRET;

function decode(part) {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return undefined;
  }
}

function isSignedBy(head, payload, signature) {
  const expected = crypto.createHmac("sha256", secret).update(`${head}.${payload}`).digest();
  const actual = Buffer.from(signature, "base64url");
  return actual.length === expected.length && crypto.timingSafeEqual(actual, expected);
}

// the claims of a token that can be trusted, or undefined
function verify(token) {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  const [head, payload, signature] = parts;

  const claims = decode(payload);
  const now = Date.now() / 1000;
  if (typeof claims?.exp !== "number" || claims.exp <= now) return undefined;
  if (claims.nbf !== undefined && !(claims.nbf <= now)) return undefined;
  return claims;
}

// the claims of whoever sent the request, or undefined
function guard(req) {
  const [scheme, token, ...rest] = (req.headers.authorization ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer" || !token || rest.length > 0) return undefined;
  return verify(token);
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
  try {
    handle(req, res);
  } catch (error) {
    console.error(error.message);
    reply(res, 500, { error: "internal error" });
  }
});

server.listen(port, () => console.log(`listening on ${port}`));
