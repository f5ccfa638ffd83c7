function totalCents(priceText, quantity) {
  const cents = Math.trunc(Number(priceText) * 100);
  return cents * quantity;
}

module.exports = { totalCents };
