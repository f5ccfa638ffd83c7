// What stands in a query is a text, and comes from strangers.
const { refuse } = require("./fields");
const Problem = require("./problem");

function oneOf(words, name, text) {
  if (!words.includes(text)) throw new Problem(400, `${name} is one of ${words.join(", ")}`);
  return text;
}

function number(name, text, largest = Infinity) {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  refuse({ [name]: (value < 1 || value > largest) && "is no number that is allowed" });
  return value;
}

module.exports = { oneOf, number };
