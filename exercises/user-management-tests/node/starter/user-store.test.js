const test = require("node:test");
const assert = require("node:assert/strict");
const { UserStore, StoreError } = require("./user-store");

// TODO: a new file for each test, in a folder that is removed afterwards.

test("TODO: the rule that is tested", () => {
  assert.fail("not written yet");
});
