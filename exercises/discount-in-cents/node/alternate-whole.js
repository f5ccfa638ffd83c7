export function applyDiscount(priceCents, percent) {
  const hundredths = priceCents * (100 - percent);
  const rest = hundredths % 100;
  const cents = (hundredths - rest) / 100;
  return rest >= 50 ? cents + 1 : cents;
}
