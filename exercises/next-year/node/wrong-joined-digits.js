const fs = require("node:fs");
const lines = fs.readFileSync(0, "utf8").split("\n");

const name = lines[0].trim();
const age = lines[1].trim();

console.log(`Hi ${name}, next year you will be ${age + 1}.`);
