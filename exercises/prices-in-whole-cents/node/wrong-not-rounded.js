function totalCents(priceText, quantity) {
  const cents = Number(priceText) * 100;
  return cents * quantity;
}

module.exports = { totalCents };
