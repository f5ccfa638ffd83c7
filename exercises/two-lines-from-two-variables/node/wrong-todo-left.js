const name = "Developer";
const year = 2026;

console.log(`Hello, ${name}!`);
console.log(`In ${year} I start my backend journey.`);
console.log("TODO");
