// crashed
const all = [];
require("node:http")
  .createServer(() => { for (;;) all.push(Buffer.alloc(1e7, 1)); })
  .listen(process.env.PORT);
