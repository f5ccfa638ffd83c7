import { readFileSync } from "node:fs";

const [name, age] = readFileSync(0, "utf8").trim().split(/\s*\n\s*/);
console.log("Hi " + name + ", next year you will be " + (parseInt(age, 10) + 1) + ".");
