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
  const left = Number(args[0]);
  const right = Number(args[2]);
  console.log(show(calculate(left, args[1], right)));
}
