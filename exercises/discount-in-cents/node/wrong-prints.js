function applyDiscount(priceCents, percent) {
  console.log(Math.round((priceCents * (100 - percent)) / 100));
}

module.exports = { applyDiscount };
