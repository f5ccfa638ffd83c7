function totalCents(priceText, quantity) {
  return Number(priceText.replace(".", "")) * quantity;
}

module.exports = { totalCents };
