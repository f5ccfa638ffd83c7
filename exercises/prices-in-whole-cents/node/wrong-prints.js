function totalCents(priceText, quantity) {
  const cents = Math.round(Number(priceText) * 100);
  console.log(cents * quantity);
}

module.exports = { totalCents };
