const readline = require("node:readline");

async function main() {
  const lines = [];
  for await (const line of readline.createInterface({ input: process.stdin })) {
    lines.push(line.trim());
  }
  const nextAge = +lines[1] + 1;
  process.stdout.write(`Hi ${lines[0]}, next year you will be ${nextAge}.\n`);
}

main();
