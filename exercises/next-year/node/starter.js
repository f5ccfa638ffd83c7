// Standard input has two lines: a name and an age.
// Print one line, such as:  Hi Ada, next year you will be 37.
const fs = require("node:fs");
// 0 means standard input
const lines = fs.readFileSync(0, "utf8").split("\n");

const name = lines[0];
const age = lines[1];

console.log("TODO");
