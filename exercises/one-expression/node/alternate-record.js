import { readFileSync } from "node:fs";

const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i;
const OPERATIONS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => {
    if (b === 0) throw new Error("cannot divide by zero");
    return a / b;
  },
};

function readNumber(text) {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) throw new Error(`not a number: "${text}"`);
  return value;
}

try {
  const line = readFileSync(0, "utf8").trim();
  const parts = line.split(/\s+/);
  if (parts.length !== 3) throw new Error(`not an expression: "${line}"`);
  const operation = OPERATIONS[parts[1]];
  if (!operation) throw new Error(`unknown operator: "${parts[1]}"`);
  console.log(operation(readNumber(parts[0]), readNumber(parts[2])));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
