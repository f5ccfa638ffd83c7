function totalCents(priceText, quantity) {
  return parseInt(priceText) * 100 * quantity;
}

module.exports = { totalCents };
