/*
  Seven of these lines make the program; two do not belong.

  1   } else {
  2     console.log("usage: node main.js WORD");
  3     process.exitCode = 2;
  4   const words = process.argv.slice(2); // the arguments, without node and file
  5     console.log(words[0].toUpperCase());
  6   }
  7   if (words.length === 1) {
  8     process.exitCode = 0;
  9     console.error("usage: node main.js WORD");

  Copy the right ones below this remark, in order and without the numbers.
*/
