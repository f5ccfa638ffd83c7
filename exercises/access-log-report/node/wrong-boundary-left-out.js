const fs = require("node:fs");

function statusClass(code) {
  if (code <= 300) return "success";
  if (code <= 400) return "redirect";
  if (code <= 500) return "client error";
  return "server error";
}

function summarise(lines) {
  const classes = new Map([
    ["success", 0],
    ["redirect", 0],
    ["client error", 0],
    ["server error", 0],
  ]);
  const paths = new Map();
  let requests = 0;
  let bytes = 0;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const [, path, status, size] = line.trim().split(/\s+/);
    const name = statusClass(Number(status));
    requests += 1;
    bytes += Number(size);
    classes.set(name, classes.get(name) + 1);
    paths.set(path, (paths.get(path) ?? 0) + 1);
  }
  return { requests, bytes, classes, paths };
}

const lines = fs.readFileSync(0, "utf8").split("\n");
const { requests, bytes, classes, paths } = summarise(lines);

console.log(`requests ${requests}`);
for (const [name, count] of classes) console.log(`${name} ${count}`);

const ranking = [...paths.keys()].sort();
ranking.sort((left, right) => paths.get(right) - paths.get(left));
for (const [index, path] of ranking.slice(0, 3).entries()) {
  console.log(`${index + 1}. ${path} ${paths.get(path)}`);
}

const average = requests === 0 ? 0 : bytes / requests;
console.log(`average bytes ${average.toFixed(1)}`);
