// A calculator for the command line: node main.js 2 + 3
const args = process.argv.slice(2); // your three arguments
console.log(args);
