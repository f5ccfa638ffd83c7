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
  const text = number.toFixed(10).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

const args = process.argv.slice(2);

if (args.length !== 3) {
  console.error("usage: node main.js NUMBER OPERATOR NUMBER");
  process.exitCode = 2;
} else {
  const [left, operator, right] = args;
  console.log(show(calculate(Number(left), operator, Number(right))));
}
