const test = require("node:test");
const assert = require("node:assert");
const { shipping } = require("./shipping");

test("free for much", () => assert.equal(shipping(9000), 0));
test("paid for little", () => assert.equal(shipping(100), 490));
