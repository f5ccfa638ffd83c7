function totalCents(priceText, quantity) {
  const cents = +(+priceText * 100).toFixed(0);
  return quantity * cents;
}

module.exports = { totalCents };
