function totalCents(priceText, quantity) {
  return (Number(priceText) * quantity).toFixed(2);
}

module.exports = { totalCents };
