const test = require("node:test");
const assert = require("node:assert");
const { shipping } = require("./shipping");

test("free from 50 euros on", () => assert.equal(shipping(5000), 0));
test("paid below", () => assert.equal(shipping(4999), 490));
