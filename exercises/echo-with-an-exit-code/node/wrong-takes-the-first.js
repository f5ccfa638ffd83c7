const word = process.argv[2];
if (word) {
  console.log(word.toUpperCase());
} else {
  console.error("usage: node main.js WORD");
  process.exitCode = 2;
}
