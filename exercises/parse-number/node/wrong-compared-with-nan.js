function parseNumber(text) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || trimmed.includes("x") || trimmed.includes("b") || trimmed.includes("o")) {
    return null;
  }
  const number = Number(trimmed);
  if (number === NaN || number === Infinity) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
