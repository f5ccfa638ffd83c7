const OPERATORS = ["+", "-", "x", "*", "/", "%", "**"];

// The result of one operation on two numbers; nothing is rounded. Throws a RangeError where there is none.
function calculate(left, operator, right) {
  const fail = (message, exitCode) => {
    throw Object.assign(new Error(message), { exitCode });
  };
  if (!OPERATORS.includes(operator)) fail(`unknown operator: "${operator}", not one of ${OPERATORS.join(" ")}`, 2);
  if (["/", "%"].includes(operator) && right === 0) fail("cannot divide by zero", 3);
  const result = apply(left, operator, right);
  if (!Number.isFinite(result)) fail("no result", 3);
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
