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

const args = process.argv.slice(2);

if (args.length !== 3) {
  console.error("Usage: node main.js NUMBER OPERATOR NUMBER");
  process.exitCode = 2;
} else {
  const [left, operator, right] = args;
  console.log(calculate(Number(left), operator, Number(right)));
}
