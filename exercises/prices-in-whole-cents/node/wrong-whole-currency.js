function totalCents(priceText, quantity) {
  return Math.round(Number(priceText) * quantity);
}

module.exports = { totalCents };
