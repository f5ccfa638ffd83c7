const fs = require("node:fs");
fs.writeFileSync("out.txt", "done\n");
console.log("Hi " + fs.readFileSync(0, "utf8").trim());
