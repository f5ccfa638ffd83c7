const fs = require("node:fs");
console.log("What is your name, and how old are you?");
const lines = fs.readFileSync(0, "utf8").split("\n");

const name = lines[0].trim();
const age = Number(lines[1]);

console.log(`Hi ${name}, next year you will be ${age + 1}.`);
