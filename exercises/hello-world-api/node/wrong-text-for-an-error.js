const http = require("node:http");

const port = Number(process.env.PORT || 3000);

const server = http.createServer((req, res) => {
  res.setHeader("Content-Type", "application/json");

  if (req.method === "GET" && req.url === "/") {
    res.statusCode = 200;
    res.end(JSON.stringify({ message: "Hello, World!" }));
  } else {
    res.statusCode = 404;
    res.end("not found");
  }
});

server.listen(port, () => console.log(`listening on ${port}`));
