const assert = require("node:assert/strict");
const test = require("node:test");
const request = require("supertest");
const { createApp } = require("./app");

test("a new note has an owner and a text", async () => {
  const answer = await request(createApp())
    .post("/api/notes")
    .set("Authorization", "Bearer ann")
    .send({ text: "tea" })
    .expect(201);
  assert.equal(answer.body.owner, "ann");
  assert.equal(answer.body.text, "tea");
});

// TODO: the other sentences of the table
