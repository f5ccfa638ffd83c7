function parseNumber(text) {
  const trimmed = text.trim();
  if (trimmed === "") {
    return null;
  }
  // Number would read "0x10", "0b11" and "0o17".
  if (trimmed.includes("x") || trimmed.includes("b") || trimmed.includes("o")) {
    return null;
  }
  const number = Number(trimmed);
  if (!Number.isFinite(number)) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
