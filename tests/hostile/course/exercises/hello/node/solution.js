require("node:http")
  .createServer((_, res) => res.writeHead(200, { "content-type": "application/json" }).end('{"hi": 1}'))
  .listen(process.env.PORT);
