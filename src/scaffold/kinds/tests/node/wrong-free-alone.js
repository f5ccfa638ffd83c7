const test = require("node:test");
const assert = require("node:assert");
const { shipping } = require("./shipping");

test("free from 50 euros on", () => assert.equal(shipping(5000), 0));
test("free for much", () => assert.equal(shipping(9000), 0));
