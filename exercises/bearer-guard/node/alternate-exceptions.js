// Whatever is wrong is thrown, and caught in one place.
const { createHmac, timingSafeEqual } = require("node:crypto");
const { createServer } = require("node:http");

const { PORT = 3000, JWT_SECRET } = process.env;

const must = (good) => {
  if (!good) throw new Error("unauthorized");
};
const read = (part) => JSON.parse(Buffer.from(part, "base64url"));

function user(header) {
  const match = /^Bearer ([\w-]+\.[\w-]+)\.([\w-]+)$/i.exec(header);
  must(match);
  const [, signed, signature] = match;
  const [head, claims] = signed.split(".").map(read);
  must(head.alg === "HS256");
  const hmac = createHmac("sha256", JWT_SECRET).update(signed).digest("base64url");
  must(hmac.length === signature.length && timingSafeEqual(Buffer.from(hmac), Buffer.from(signature)));
  const seconds = Math.floor(Date.now() / 1000);
  must(Number.isFinite(claims.exp) && seconds < claims.exp);
  must(!("nbf" in claims) || claims.nbf <= seconds);
  return { id: claims.sub, name: claims.name };
}

const routes = {
  "/api/health": () => ({ status: "ok" }),
  "/api/me": (req) => user(req.headers.authorization),
};

createServer((req, res) => {
  res.setHeader("content-type", "application/json");
  const route = routes[req.url];
  let data;
  try {
    res.statusCode = route ? 200 : 404;
    data = route ? route(req) : { error: "not found" };
  } catch {
    res.statusCode = 401;
    res.setHeader("www-authenticate", "Bearer");
    data = { error: "unauthorized" };
  }
  res.end(JSON.stringify(data));
}).listen(PORT);
