function totalCents(priceText, quantity) {
  const [whole, cents = "0"] = priceText.split(".");
  return (Number(whole) * 100 + Number(cents)) * quantity;
}

module.exports = { totalCents };
