function totalCents(priceText, quantity) {
  return Number(priceText) * quantity;
}

module.exports = { totalCents };
