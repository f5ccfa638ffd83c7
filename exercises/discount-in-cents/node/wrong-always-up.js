function applyDiscount(priceCents, percent) {
  return Math.ceil((priceCents * (100 - percent)) / 100);
}

module.exports = { applyDiscount };
