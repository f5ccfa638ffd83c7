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

test("no dash at the beginning", () => {
  assert.equal(slugify("(green tea"), "green-tea");
});

test("20 characters are not cut", () => {
  assert.equal(slugify("aaaaaaaaaaaaaaaaaaaa"), "aaaaaaaaaaaaaaaaaaaa");
});

test("what is longer than 20 is cut", () => {
  assert.equal(slugify("bbbbbbbbbbbbbbbbbbbbb"), "bbbbbbbbbbbbbbbbbbbb");
});

test("a cut leaves no dash at the end", () => {
  assert.equal(slugify("ccccccccccccccccccc ddddd"), "ccccccccccccccccccc");
});

test("empty is untitled", () => {
  assert.equal(slugify(""), "untitled");
});

test("what is no text is refused", () => {
  assert.throws(() => slugify(5), TypeError);
});
