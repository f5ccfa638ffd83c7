const fs = require("node:fs");
const lines = fs.readFileSync(0, "utf8").split("\n");

console.log(`requests ${lines.length}`);
