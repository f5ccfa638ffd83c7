const http = require("node:http");

const server = http.createServer((req, res) => {
  const found = req.url === "/health";
  res.statusCode = found ? 200 : 404;
  res.setHeader("Content-Type", "application/json");
  res.end(JSON.stringify(found ? { status: "ok" } : { error: "not found" }));
});

server.listen(process.env.PORT || 3000);
