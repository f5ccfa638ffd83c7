function applyDiscount(priceCents, percent) {
  return Math.floor((priceCents * (100 - percent)) / 100);
}

module.exports = { applyDiscount };
