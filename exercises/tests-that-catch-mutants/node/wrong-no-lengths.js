const test = require("node:test");
const assert = require("node:assert/strict");
const { slugify } = require("./slugify");

test("words are joined by a dash", () => {
  assert.equal(slugify("red apple"), "red-apple");
});

test("letters become small", () => {
  assert.equal(slugify("Hello World"), "hello-world");
});

test("a run of other characters becomes one dash", () => {
  assert.equal(slugify("tea  &  jam"), "tea-jam");
});

test("no dash stands at the ends", () => {
  assert.equal(slugify("(green tea)"), "green-tea");
});

test("nothing left is untitled", () => {
  assert.equal(slugify("!!!"), "untitled");
});

test("one word stays", () => {
  assert.equal(slugify("tea"), "tea");
});

test("digits stay", () => {
  assert.equal(slugify("7up"), "7up");
});

test("what is no text is refused", () => {
  assert.throws(() => slugify(5), TypeError);
});
