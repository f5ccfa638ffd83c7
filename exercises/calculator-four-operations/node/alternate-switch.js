import process from "node:process";

const [, , ...words] = process.argv;
if (words.length !== 3) {
  process.stderr.write("usage: calc A OP B\n");
  process.exit(2);
}

const a = parseFloat(words[0]);
const b = parseFloat(words[2]);
switch (words[1]) {
  case "+": console.log(a + b); break;
  case "-": console.log(a - b); break;
  case "*":
  case "x": console.log(a * b); break;
  case "/": console.log(a / b); break;
}
