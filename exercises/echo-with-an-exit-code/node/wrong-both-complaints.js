const words = process.argv.slice(2);
if (words.length === 1) {
  console.log(words[0].toUpperCase());
} else {
  console.log("usage: node main.js WORD");
  console.error("usage: node main.js WORD");
  process.exitCode = 0;
}
