const fs = require("node:fs");

function parseNumber(text) {
  const trimmed = text.trim();
  if (trimmed === "") {
    return null;
  }
  const number = Number(trimmed);
  if (!Number.isFinite(number)) {
    return null;
  }
  return number;
}

function complain(message) {
  console.error(message);
  process.exitCode = 1;
}

const line = fs.readFileSync(0, "utf8").trim();
const parts = line.split(/\s+/);

if (parts.length !== 3) {
  complain(`not an expression: "${line}"`);
} else {
  const left = parseNumber(parts[0]);
  const operator = parts[1];
  const right = parseNumber(parts[2]);

  let result;
  if (left === null) {
    complain(`not a number: "${parts[0]}"`);
  } else if (right === null) {
    complain(`not a number: "${parts[2]}"`);
  } else if (operator === "+") {
    result = left + right;
  } else if (operator === "-") {
    result = left - right;
  } else if (operator === "*") {
    result = left * right;
  } else if (operator === "/" && right === 0) {
    complain("cannot divide by zero");
  } else if (operator === "/") {
    result = left / right;
  } else {
    complain(`unknown operator: "${operator}"`);
  }

  if (result !== undefined) {
    console.log(result);
  }
}
