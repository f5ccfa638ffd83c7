const fs = require("node:fs");

// TODO 1: put your function parseNumber here. It hands back a number, or null.
function parseNumber(text) {
  return null;
}

function complain(message) {
  console.error(message);
  process.exitCode = 1;
}

const line = fs.readFileSync(0, "utf8").trim();
// TODO 2: take the line apart into its parts, at any run of spaces.
const parts = [line];

if (parts.length !== 3) {
  complain(`not an expression: "${line}"`);
} else {
  const left = parseNumber(parts[0]);
  const operator = parts[1];
  const right = parseNumber(parts[2]);

  let result;
  // TODO 3: complain about the part that is not a number.
  if (operator === "+") {
    result = left + right;
  }
  // TODO 4: the other operators, division by zero, and all that is unknown.

  if (result !== undefined) {
    console.log(result);
  }
}
