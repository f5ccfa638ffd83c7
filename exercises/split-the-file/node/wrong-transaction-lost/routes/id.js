const { Invalid } = require("../errors");

module.exports = function readId(text) {
  if (!/^\d{1,9}$/.test(text)) throw new Invalid("an id is a whole number");
  return Number(text);
};
