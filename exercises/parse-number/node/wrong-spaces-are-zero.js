function parseNumber(text) {
  if (text === "") {
    return null;
  }
  const small = text.toLowerCase();
  if (small.includes("x") || small.includes("b") || small.includes("o")) {
    return null;
  }
  const number = Number(text);
  if (!Number.isFinite(number)) {
    return null;
  }
  return number;
}

module.exports = { parseNumber };
