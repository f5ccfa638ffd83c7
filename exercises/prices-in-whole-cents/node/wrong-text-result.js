function totalCents(priceText, quantity) {
  return (Number(priceText) * quantity * 100).toFixed(0);
}

module.exports = { totalCents };
