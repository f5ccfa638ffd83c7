function parseNumber(text) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || trimmed.includes("x") || trimmed.includes("b") || trimmed.includes("o")) {
    return null;
  }
  const number = Number(text);
  if (Number.isNaN(number)) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
