function parseNumber(text) {
  const number = Number(text);
  if (Number.isNaN(number)) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
