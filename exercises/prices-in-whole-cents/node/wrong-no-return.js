function totalCents(priceText, quantity) {
  const cents = Math.round(Number(priceText) * 100);
  const total = cents * quantity;
}

module.exports = { totalCents };
