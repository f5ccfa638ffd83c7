// differs
require("node:http")
  .createServer((_, res) => {
    res.writeHead(200, { "content-type": "application/json" }).end('{"hi": 1}');
    setTimeout(() => process.exit(0), 5);
  })
  .listen(process.env.PORT);
