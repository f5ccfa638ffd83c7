const name = "Developer";
const year = 2026;

console.log(`Hello, ${name}!\nIn ${year} I start my backend journey.`);
