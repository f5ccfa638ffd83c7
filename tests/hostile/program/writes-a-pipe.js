// differs
require("node:child_process").execFileSync("mkfifo", ["out.txt"]);
console.log("Hi " + require("node:fs").readFileSync(0, "utf8").trim());
