function applyDiscount(priceCents, percent) {
  return Math.round(priceCents * (1 - percent / 100));
}

module.exports = { applyDiscount };
