function applyDiscount(priceCents, percent) {
  return Math.round((priceCents * (100 - percent)) / 100);
}

module.exports = { applyDiscount };
