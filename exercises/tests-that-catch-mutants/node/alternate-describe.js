const { describe, it } = require("node:test");
const assert = require("node:assert/strict");
const { slugify } = require("./slugify");

describe("slugify", () => {
  it("words are joined by a dash", () => assert.equal(slugify("red apple"), "red-apple"));
  it("letters become small", () => assert.equal(slugify("Hello World"), "hello-world"));
  it("a run of other characters becomes one dash", () => assert.equal(slugify("tea  &  jam"), "tea-jam"));
  it("no dash stands at the ends", () => assert.equal(slugify("(green tea)"), "green-tea"));
  it("20 characters are not cut", () => assert.equal(slugify("aaaaaaaaaaaaaaaaaaaa"), "aaaaaaaaaaaaaaaaaaaa"));
  it("what is longer than 20 is cut", () => assert.equal(slugify("bbbbbbbbbbbbbbbbbbbbb"), "bbbbbbbbbbbbbbbbbbbb"));
  it("a cut leaves no dash at the end", () => assert.equal(slugify("ccccccccccccccccccc ddddd"), "ccccccccccccccccccc"));
  it("nothing left is untitled", () => assert.equal(slugify("!!!"), "untitled"));
  it("refuses numbers", () => assert.throws(() => slugify(5), TypeError));
});
