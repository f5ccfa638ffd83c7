const { test } = require("node:test");
const assert = require("node:assert");
const server = require("./server.js");

test("it says that it is healthy", async () => {
  await new Promise((done) => server.listen(0, done));
  const answer = await fetch(`http://localhost:${server.address().port}/health`);
  assert.strictEqual(answer.status, 200);
  server.close();
});
