function totalCents(priceText, quantity) {
  const cents = Math.ceil(Number(priceText) * 100);
  return cents * quantity;
}

module.exports = { totalCents };
