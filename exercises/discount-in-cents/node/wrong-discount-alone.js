function applyDiscount(priceCents, percent) {
  return Math.round((priceCents * percent) / 100);
}

module.exports = { applyDiscount };
