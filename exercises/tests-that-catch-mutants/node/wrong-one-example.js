const test = require("node:test");
const assert = require("node:assert/strict");
const { slugify } = require("./slugify");

test("example 1", () => {
  assert.equal(slugify("Hello World"), "hello-world");
});

test("example 2", () => {
  assert.equal(slugify("Red Tea"), "red-tea");
});

test("example 3", () => {
  assert.equal(slugify("Two Words"), "two-words");
});

test("example 4", () => {
  assert.equal(slugify("My Page"), "my-page");
});

test("example 5", () => {
  assert.equal(slugify("Old News"), "old-news");
});

test("example 6", () => {
  assert.equal(slugify("New Deal"), "new-deal");
});
