import { createServer } from "node:http";

const port = process.env.PORT ?? 3000;

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  res.end(JSON.stringify(data, null, 2));
}

createServer((req, res) => {
  if (req.url === "/") {
    return reply(res, 200, { message: "Hello, World!" });
  }
  return reply(res, 404, { error: "not found" });
}).listen(port, "127.0.0.1");
