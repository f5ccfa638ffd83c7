const fs = require("node:fs");

const line = fs.readFileSync(0, "utf8").trim();
try {
  console.log(eval(line));
} catch {
  console.error(`not an expression: "${line}"`);
  process.exitCode = 1;
}
