const fs = require("node:fs");

const requests = fs
  .readFileSync(0, "utf8")
  .split(/\r?\n/)
  .map((line) => line.split(" "))
  .filter((parts) => parts.length === 4 && parts[1] !== "");

const report = [`requests ${requests.length}`];
const names = { 2: "success", 3: "redirect", 4: "client error", 5: "server error" };
for (const digit of Object.keys(names)) {
  const count = requests.filter((parts) => parts[2].startsWith(digit)).length;
  report.push(`${names[digit]} ${count}`);
}

const counts = {};
for (const [, path] of requests) counts[path] = (counts[path] || 0) + 1;
Object.entries(counts)
  .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  .slice(0, 3)
  .forEach(([path, count], i) => report.push(`${i + 1}. ${path} ${count}`));

const total = requests.reduce((sum, parts) => sum + Number(parts[3]), 0);
report.push(`average bytes ${(total / (requests.length || 1)).toFixed(1)}`);
console.log(report.join("\n"));
