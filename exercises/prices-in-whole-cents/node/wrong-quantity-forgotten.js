function totalCents(priceText, quantity) {
  return Math.round(Number(priceText) * 100);
}

module.exports = { totalCents };
