// Your first API. Fill the three TODOs; the rest is there to be read.
const http = require("node:http");

// TODO 1: the port in the environment variable PORT, or 3000 if there
// is none
const port = 3000;

const server = http.createServer((req, res) => {
  // TODO 2: say that the body is JSON
  res.setHeader("Content-Type", "text/plain");

  if (req.method === "GET" && req.url === "/") {
    res.statusCode = 200;
    res.end(JSON.stringify({ message: "Hello, World!" }));
  } else {
    // TODO 3: the status 404 and the JSON body {"error":"not found"}
    res.end("?");
  }
});

server.listen(port, () => console.log(`listening on ${port}`));
