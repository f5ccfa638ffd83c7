function parseNumber(text) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || trimmed.includes("x")) {
    return null;
  }
  const number = Number(trimmed);
  if (!Number.isFinite(number)) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
