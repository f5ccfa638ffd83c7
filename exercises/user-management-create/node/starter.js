const { parseArgs } = require("node:util");

// create --name NAME --email EMAIL: stores a user in users.json, and prints the id.
console.log(process.argv.slice(2));
