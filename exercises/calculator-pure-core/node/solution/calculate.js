const OPERATORS = ["+", "-", "x", "*", "/", "%", "**"];

// The result of one operation on two numbers; nothing is rounded. Throws a RangeError where there is none.
function calculate(left, operator, right) {
  if (!OPERATORS.includes(operator)) {
    throw new Error(`unknown operator: "${operator}"; allowed: ${OPERATORS.join(" ")}`);
  }
  if ((operator === "/" || operator === "%") && right === 0) {
    throw new RangeError("cannot divide by zero");
  }
  const result = apply(left, operator, right);
  if (!Number.isFinite(result)) {
    throw new RangeError("no result");
  }
  return result;
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
