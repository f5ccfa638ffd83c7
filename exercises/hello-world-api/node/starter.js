// Your first API. Fill the three TODOs; the rest is there to be read.
const http = require("node:http");

const port = 3000; // TODO 1: the port in the environment variable PORT, or 3000 if there is none

const server = http.createServer((req, res) => {
  res.setHeader("Content-Type", "text/plain"); // TODO 2: say that the body is JSON

  if (req.method === "GET" && req.url === "/") {
    res.statusCode = 200;
    res.end(JSON.stringify({ message: "Hello, World!" }));
  } else {
    // TODO 3: answer with the status 404 and the JSON body {"error":"not found"}
    res.end("?");
  }
});

server.listen(port, () => console.log(`listening on ${port}`));
