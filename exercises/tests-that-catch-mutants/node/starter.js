const test = require("node:test");
const assert = require("node:assert/strict");
const { slugify } = require("./slugify");

test("letters become small, words are joined by a dash", () => {
  assert.equal(slugify("Hello, World!"), "hello-world");
});
