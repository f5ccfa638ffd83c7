function parseNumber(text) {
  const number = parseInt(text, 10);
  if (Number.isNaN(number)) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
