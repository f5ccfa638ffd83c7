const test = require("node:test");
const assert = require("node:assert/strict");
const { priceText } = require("./main");

test("cents are shown with two places", () => {
  assert.equal(priceText(450), "4.50");
});

test("a negative price is refused", () => {
  assert.throws(() => priceText(-1));
});
