function parseNumber(text) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || trimmed.includes("x") || trimmed.includes("b") || trimmed.includes("o")) {
    return null;
  }
  if (!Number.isFinite(Number(trimmed))) {
    return null;
  }
  return trimmed;
}

module.exports = { parseNumber };
