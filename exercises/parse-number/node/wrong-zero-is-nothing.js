function parseNumber(text) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed.includes("x") || trimmed.includes("b") || trimmed.includes("o")) {
    return null;
  }
  const number = Number(trimmed);
  if (!number || !Number.isFinite(number)) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
