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
}

// At most ten digits behind the point; String shows no minus before a zero.
function show(number) {
  return String(Number(number.toFixed(10)));
}

function complain(message, exitCode) {
  console.error(message);
  process.exitCode = exitCode;
}

const args = process.argv.slice(2);

if (args.length !== 3) {
  complain("usage: node main.js NUMBER OPERATOR NUMBER", 2);
} else {
  const left = parseNumber(args[0]);
  const right = parseNumber(args[2]);
  if (left === null) {
    complain(`not a number: "${args[0]}"`, 2);
  } else if (right === null) {
    complain(`not a number: "${args[2]}"`, 2);
  } else {
    console.log(show(calculate(left, args[1], right)));
  }
}
