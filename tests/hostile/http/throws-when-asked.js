// crashed
require("node:http").createServer(() => { throw new Error("no"); }).listen(process.env.PORT);
