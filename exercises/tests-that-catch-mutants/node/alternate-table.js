const { test } = require("node:test");
const assert = require("node:assert");
const { slugify } = require("./slugify.js");

const table = [
  ["red apple", "red-apple"],
  ["Hello World", "hello-world"],
  ["tea  &  jam", "tea-jam"],
  ["(green tea)", "green-tea"],
  ["aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa"],
  ["bbbbbbbbbbbbbbbbbbbbb", "bbbbbbbbbbbbbbbbbbbb"],
  ["ccccccccccccccccccc ddddd", "ccccccccccccccccccc"],
  ["!!!", "untitled"],
];

for (const [title, expected] of table) {
  test(`"${title}" becomes ${expected}`, () => {
    assert.strictEqual(slugify(title), expected);
  });
}

for (const value of [null, 5, undefined, ["a"]]) {
  test(`${value} is refused`, () => {
    assert.throws(() => slugify(value), { name: "TypeError" });
  });
}
