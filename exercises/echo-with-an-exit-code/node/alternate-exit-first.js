const [word, ...others] = process.argv.slice(2);

if (word === undefined || others.length > 0) {
  process.exitCode = 2;
  process.stderr.write("usage: node main.js WORD\n");
} else {
  console.log(word.toUpperCase());
}
