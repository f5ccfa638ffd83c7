const words = process.argv.slice(2);
if (words.length === 1) {
  console.log(words[0].toUpperCase());
} else {
  process.exitCode = 2;
}
