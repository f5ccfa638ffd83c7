function applyDiscount(priceCents, percent) {
  return priceCents - percent;
}

module.exports = { applyDiscount };
