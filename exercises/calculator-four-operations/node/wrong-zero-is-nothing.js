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

const left = Number(args[0]);
const operator = args[1];
const right = Number(args[2]);

if (args.length !== 3 || !left || !right) {
  console.error("usage: node main.js NUMBER OPERATOR NUMBER");
  process.exitCode = 2;
} else {
  console.log(calculate(left, operator, right));
}
