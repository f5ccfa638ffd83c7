function applyDiscount(priceCents, percent) {
  return (priceCents * (100 - percent)) / 100;
}

module.exports = { applyDiscount };
