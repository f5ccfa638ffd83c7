const name = "Developer";
const year = 2026;

console.log(`Hello, ${name}!`);
console.log("In 2026 I start my backend journey.");
