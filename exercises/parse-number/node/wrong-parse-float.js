function parseNumber(text) {
  const number = parseFloat(text);
  if (!Number.isFinite(number)) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
