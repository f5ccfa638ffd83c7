function totalCents(priceText, quantity) {
  const cents = Math.round(Number(priceText) * 100);
  return cents * quantity;
}

module.exports = { totalCents };
