const http = require("node:http");

const server = http.createServer((req, res) => {
  res.setHeader("Content-Type", "application/json");
  // Your code
  res.statusCode = 501;
  res.end(JSON.stringify({ error: "not written yet" }));
});

server.listen(process.env.PORT || 3000);
