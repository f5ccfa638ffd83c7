const test = require("node:test");
const assert = require("node:assert/strict");
const { slugify } = require("./slugify");

test("words are joined by a dash", () => {
  slugify("red apple");
});

test("letters become small", () => {
  slugify("Hello World");
});

test("a run of other characters becomes one dash", () => {
  slugify("tea  &  jam");
});

test("no dash stands at the ends", () => {
  slugify("(green tea)");
});

test("20 characters are not cut", () => {
  slugify("aaaaaaaaaaaaaaaaaaaa");
});

test("what is longer than 20 is cut", () => {
  slugify("bbbbbbbbbbbbbbbbbbbbb");
});

test("a cut leaves no dash at the end", () => {
  slugify("ccccccccccccccccccc ddddd");
});

test("nothing left is untitled", () => {
  slugify("!!!");
});
