const http = require("node:http");

const server = http.createServer((req, res) => {
  res.setHeader("Content-Type", "application/json");
  res.end(JSON.stringify(req.url === "/health" ? { status: "ok" } : { error: "not found" }));
});

server.listen(process.env.PORT || 3000);
