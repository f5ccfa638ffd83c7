const fs = require("node:fs");

const USAGE = "usage: node main.js NUMBER OPERATOR NUMBER";
const OPERATORS = ["+", "-", "x", "*", "/", "%", "**"];

function parseNumber(text) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "") {
    return null;
  }
  if (trimmed.includes("x") || trimmed.includes("b") || trimmed.includes("o")) {
    return null;
  }
  const number = Number(trimmed);
  if (!Number.isFinite(number)) {
    return null;
  }
  return number;
}

function calculate(left, operator, right) {
  if (operator === "+") {
    return left + right;
  }
  if (operator === "-") {
    return left - right;
  }
  if (operator === "x" || operator === "*") {
    return left * right;
  }
  if (operator === "/") {
    return left / right;
  }
  if (operator === "%") {
    return left % right;
  }
  if (operator === "**") {
    return left ** right;
  }
}

// At most ten digits behind the point; String shows no minus before a zero.
function show(number) {
  return String(Number(number.toFixed(10)));
}

function problem(message, exitCode) {
  return Object.assign(new Error(message), { exitCode });
}

// ans is undefined as long as there is no result.
function answer(parts, ans) {
  if (parts.length !== 3) throw problem(USAGE, 2);
  const operator = parts[1];
  const [left, right] = [parts[0], parts[2]].map((part) => {
    const number = part === "ans" && ans !== undefined ? ans : parseNumber(part);
    if (number === null) throw problem(`not a number: "${part}"`, 2);
    return number;
  });
  if (!OPERATORS.includes(operator)) {
    throw problem(`unknown operator: "${operator}" (there are ${OPERATORS.join(" ")})`, 2);
  }
  if ("/%".includes(operator) && right === 0) throw problem("cannot divide by zero", 3);
  const result = calculate(left, operator, right);
  if (!Number.isFinite(result)) throw problem("no result", 3);
  console.log(show(result));
  return result;
}

const args = process.argv.slice(2);
const words = (line) => line.split(" ").filter(Boolean);
const lines = args.length > 0 ? [] : fs.readFileSync(0, "utf8").split("\n").map(words);
const asked = args.length > 0 ? [args] : lines.filter((parts) => parts.length > 0);
let ans;
for (const parts of asked) {
  try {
    ans = answer(parts, ans);
  } catch (error) {
    console.error(error.message);
    process.exitCode = args.length > 0 ? error.exitCode : 0;
  }
}
