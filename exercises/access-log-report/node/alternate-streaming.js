const readline = require("node:readline");

async function main() {
  const classes = [0, 0, 0, 0];
  const paths = new Map();
  let requests = 0;
  let bytes = 0;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [, path, status, size] = line.trim().split(" ");
    if (size === undefined) continue;
    requests++;
    bytes += Number(size);
    classes[Math.floor(Number(status) / 100) - 2]++;
    paths.set(path, 1 + (paths.get(path) || 0));
  }
  console.log("requests", requests);
  ["success", "redirect", "client error", "server error"].forEach((name, i) =>
    console.log(name, classes[i]),
  );
  for (let place = 1; place <= 3 && paths.size > 0; place++) {
    let best = null;
    for (const [path, count] of paths) {
      const more = best === null || count > paths.get(best);
      if (more || (count === paths.get(best) && path < best)) best = path;
    }
    console.log(`${place}. ${best} ${paths.get(best)}`);
    paths.delete(best);
  }
  console.log("average bytes", requests ? (bytes / requests).toFixed(1) : "0.0");
}

main();
