// What stands in a query is a text, and comes from strangers.
const Problem = require("./problem");

function oneOf(words, name, text) {
  if (!words.includes(text)) throw new Problem(400, `${name} is one of ${words.join(", ")}`);
  return text;
}

function number(name, text, largest) {
  return Number(text);
}

module.exports = { oneOf, number };
