// differs
const fs = require("node:fs");
for (let i = 0; i < 3; i++) fs.writeFileSync(`big-${i}`, Buffer.alloc(2e7));
for (let i = 0; i < 3000; i++) fs.writeFileSync(`file-${i}`, "");
require("node:http").createServer((_, res) => res.end("no")).listen(process.env.PORT);
