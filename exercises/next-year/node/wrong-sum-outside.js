const fs = require("node:fs");
const lines = fs.readFileSync(0, "utf8").split("\n");

const name = lines[0].trim();
const age = Number(lines[1]);

console.log(`Hi ${name}, next year you will be ${age} + 1.`);
