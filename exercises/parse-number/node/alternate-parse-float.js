const parseNumber = (text) => {
  const trimmed = text.trim();
  const strict = Number(trimmed);
  const loose = parseFloat(trimmed); // reads no prefixes and no empty text
  return Number.isFinite(loose) && strict === loose ? loose : null;
};

module.exports = { parseNumber };
