const lines = require("node:fs").readFileSync(0, "utf8").split("\n");

const words = lines[0].split(" ").filter((word) => word.trim() !== "").map((word) => word.trim());

function calculate() {
  if (words.length !== 3) return { problem: `not an expression: "${lines[0].trim()}"` };
  const [a, b] = [words[0], words[2]].map((word) => (/[xbo]/i.test(word) ? NaN : Number(word)));
  if (!Number.isFinite(a)) return { problem: `not a number: "${words[0]}"` };
  if (!Number.isFinite(b)) return { problem: `not a number: "${words[2]}"` };
  switch (words[1]) {
    case "+": return { value: a + b };
    case "-": return { value: a - b };
    case "*": return { value: a * b };
    case "/": return b === 0 ? { problem: "cannot divide by zero" } : { value: a / b };
    default: return { problem: `unknown operator: "${words[1]}"` };
  }
}

const { value, problem } = calculate();
if (problem) {
  console.error("error:", problem);
  process.exit(1);
}
console.log(String(value));
