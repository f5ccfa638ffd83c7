function applyDiscount(priceCents, percent) {
  return ((priceCents * (100 - percent)) / 100).toFixed(0);
}

module.exports = { applyDiscount };
