const fs = require("node:fs");

const USAGE = "usage: node main.js NUMBER OPERATOR NUMBER";
const OPERATORS = ["+", "-", "x", "*", "/", "%", "**"];

function parseNumber(text) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "") {
    return null;
  }
  if (trimmed.includes("x") || trimmed.includes("b") || trimmed.includes("o")) {
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
  if (operator === "%") {
    return left % right;
  }
  if (operator === "**") {
    return left ** right;
  }
}

// At most ten digits behind the point; String shows no minus before a zero.
function show(number) {
  return String(Number(number.toFixed(10)));
}

function readNumber(text, ans) {
  return text === "ans" ? ans : parseNumber(text);
}

// What comes of an expression: either a result, or a problem and the exit code for it.
function evaluate(parts, ans) {
  if (parts.length !== 3) {
    return { problem: USAGE, exitCode: 2 };
  }
  const left = readNumber(parts[0], ans);
  const operator = parts[1];
  const right = readNumber(parts[2], ans);
  if (left === null) {
    return { problem: `not a number: "${parts[0]}"`, exitCode: 2 };
  }
  if (right === null) {
    return { problem: `not a number: "${parts[2]}"`, exitCode: 2 };
  }
  if (!OPERATORS.includes(operator)) {
    return { problem: `unknown operator: "${operator}"; allowed: ${OPERATORS.join(" ")}`, exitCode: 2 };
  }
  if ((operator === "/" || operator === "%") && right === 0) {
    return { problem: "cannot divide by zero", exitCode: 3 };
  }
  const result = calculate(left, operator, right);
  if (!Number.isFinite(result)) {
    return { problem: "no result", exitCode: 3 };
  }
  return { result };
}

function answerOnce(args) {
  const { result, problem, exitCode } = evaluate(args, null);
  if (problem === undefined) {
    console.log(show(result));
  } else {
    console.error(problem);
    process.exitCode = exitCode;
  }
}

function answerEachLine(text) {
  let ans = null;
  for (const line of text.split("\n")) {
    const expression = line.trim();
    if (expression === "") {
      continue;
    }
    const { result, problem, exitCode } = evaluate(expression.split(/\s+/), ans);
    process.exitCode = exitCode ?? 0;
    if (problem === undefined) {
      ans = result;
      console.log(show(result));
    } else {
      console.error(problem);
    }
  }
}

const args = process.argv.slice(2);

if (args.length === 0) {
  answerEachLine(fs.readFileSync(0, "utf8"));
} else {
  answerOnce(args);
}
