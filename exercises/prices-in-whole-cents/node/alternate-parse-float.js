function totalCents(priceText, quantity) {
  return Math.round(parseFloat(priceText) * quantity * 100);
}

module.exports = { totalCents };
