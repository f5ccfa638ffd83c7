const words = process.argv.slice(2);
if (words.length === 1) {
  console.error("usage: node main.js WORD");
  process.exitCode = 2;
} else {
  console.log(words[0].toUpperCase());
}
