const assert = require("node:assert/strict");
const test = require("node:test");
const request = require("supertest");
const { createApp } = require("./app");

const add = (app, body, user = "ann") =>
  request(app).post("/api/notes").set("Authorization", `Bearer ${user}`).send(body);
const show = (app, id, user = "ann") =>
  request(app).get(`/api/notes/${id}`).set("Authorization", `Bearer ${user}`);
const remove = (app, id, user = "ann") =>
  request(app).delete(`/api/notes/${id}`).set("Authorization", `Bearer ${user}`);

// an app with one note of Ann's
async function withNote() {
  const app = createApp();
  const { body } = await add(app, { text: "tea" });
  return { app, id: body.id };
}

test("a new note has an owner and a text", async () => {
  const { body } = await add(createApp(), { text: "tea" }).expect(201);
  assert.equal(body.owner, "ann");
  assert.equal(body.text, "tea");
});

test("20 characters are allowed", async () => {
  await add(createApp(), { text: "x".repeat(20) }).expect(201);
});

test("the owner reads a note", async () => {
  const { app, id } = await withNote();
  await show(app, id).expect(200, { id, owner: "ann", text: "tea" });
});

test("the owner deletes a note", async () => {
  const { app, id } = await withNote();
  await remove(app, id).expect(204);
});

test("a note says tea", async () => {
  await add(createApp(), { text: "tea" }).expect(201);
});

test("a note says jam", async () => {
  await add(createApp(), { text: "jam" }).expect(201);
});

test("a note says milk", async () => {
  await add(createApp(), { text: "milk" }).expect(201);
});

test("a note says bread", async () => {
  await add(createApp(), { text: "bread" }).expect(201);
});
