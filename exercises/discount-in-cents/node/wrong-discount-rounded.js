function applyDiscount(priceCents, percent) {
  return priceCents - Math.round((priceCents * percent) / 100);
}

module.exports = { applyDiscount };
