// The commands: add TEXT, list, delete ID
const [command, argument] = process.argv.slice(2);
console.log(command, argument);
