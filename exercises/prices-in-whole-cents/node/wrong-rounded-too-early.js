function totalCents(priceText, quantity) {
  const price = Math.round(Number(priceText));
  return price * 100 * quantity;
}

module.exports = { totalCents };
