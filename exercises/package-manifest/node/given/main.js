const { z } = require("zod");

const price = z.number().int().min(0);

function priceText(cents) {
  return (price.parse(cents) / 100).toFixed(2);
}

if (require.main === module) console.log(priceText(450));

module.exports = { priceText };
