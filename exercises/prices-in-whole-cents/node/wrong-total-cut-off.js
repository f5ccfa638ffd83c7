function totalCents(priceText, quantity) {
  return Math.trunc(Number(priceText) * 100 * quantity);
}

module.exports = { totalCents };
