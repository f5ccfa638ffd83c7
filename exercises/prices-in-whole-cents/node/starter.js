// The price of one item is text, such as "19.99". Hand back the total
// as a whole number of cents: totalCents("19.99", 3) is 5997.
function totalCents(priceText, quantity) {
  return 0;
}

module.exports = { totalCents };
