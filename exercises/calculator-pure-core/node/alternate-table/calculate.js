const OPERATIONS = new Map([
  ["+", (left, right) => left + right],
  ["-", (left, right) => left - right],
  ["x", (left, right) => left * right],
  ["*", (left, right) => left * right],
  ["/", (left, right) => left / nonZero(right)],
  ["%", (left, right) => left % nonZero(right)],
  ["**", (left, right) => left ** right],
]);

function nonZero(number) {
  if (number === 0) throw new NoAnswer("cannot divide by zero");
  return number;
}

class NoAnswer extends Error {}

exports.calculate = (left, operator, right) => {
  const operation = OPERATIONS.get(operator);
  if (!operation) {
    throw new Error(`unknown operator: "${operator}"; there are ${[...OPERATIONS.keys()].join(" ")}`);
  }
  const result = operation(left, right);
  if (!Number.isFinite(result)) throw new NoAnswer("no result");
  return result;
};

exports.NoAnswer = NoAnswer;
