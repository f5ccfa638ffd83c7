const OPERATORS = ["+", "-", "x", "*", "/", "%", "**"];

// The result of one operation on two numbers, or what is wrong.
function calculate(left, operator, right) {
  if (!OPERATORS.includes(operator)) {
    return { problem: `unknown operator: "${operator}"; allowed: ${OPERATORS.join(" ")}`, exitCode: 2 };
  }
  if ((operator === "/" || operator === "%") && right === 0) {
    return { problem: "cannot divide by zero", exitCode: 3 };
  }
  const result = apply(left, operator, right);
  if (!Number.isFinite(result)) {
    return { problem: "no result", exitCode: 3 };
  }
  return { result };
}

function apply(left, operator, right) {
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

module.exports = { calculate };
