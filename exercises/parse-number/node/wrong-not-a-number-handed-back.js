function parseNumber(text) {
  const trimmed = text.trim();
  if (trimmed === "") {
    return null;
  }
  return Number(trimmed);
}

module.exports = { parseNumber };
