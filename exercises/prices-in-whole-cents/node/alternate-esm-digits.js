export function totalCents(priceText, quantity) {
  const [whole, fraction = "00"] = priceText.split(".");
  return (Number(whole) * 100 + Number(fraction.padEnd(2, "0"))) * quantity;
}
