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

const args = process.argv.slice(2);

if (args.length !== 3) {
  console.error("usage: node main.js NUMBER OPERATOR NUMBER");
  process.exitCode = 2;
} else {
  const [left, operator, right] = args;
  console.log(show(calculate(Number(Number(left).toFixed(10)), operator, Number(Number(right).toFixed(10)))));
}
