const name = "Developer";
const year = 2026;

console.log(`Hello, ${name}!`, `In ${year} I start my backend journey.`);
