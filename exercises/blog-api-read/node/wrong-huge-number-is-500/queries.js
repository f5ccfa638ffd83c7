// What stands in a query is a text, and comes from strangers.
const Problem = require("./problem");

function oneOf(words, name, text) {
  if (!words.includes(text)) throw new Problem(400, `${name} is one of ${words.join(", ")}`);
  return text;
}

function number(name, text, largest = Infinity) {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > largest) throw new Problem(400, `${name} is a number from 1`);
  return value;
}

module.exports = { oneOf, number };
