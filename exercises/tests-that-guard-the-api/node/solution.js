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

test("strangers may not write", async () => {
  await request(createApp()).post("/api/notes").send({ text: "tea" }).expect(401);
});

test("a new note has an owner and a text", async () => {
  const { body } = await add(createApp(), { text: "tea" }).expect(201);
  assert.equal(body.owner, "ann");
  assert.equal(body.text, "tea");
});

test("nobody writes for somebody else", async () => {
  const { body } = await add(createApp(), { text: "tea", owner: "bo" });
  assert.equal(body.owner, "ann");
});

test("a text must not be blank", async () => {
  await add(createApp(), { text: "  " }).expect(422);
});

test("a text must be there", async () => {
  await add(createApp(), {}).expect(422);
});

test("20 characters are allowed", async () => {
  await add(createApp(), { text: "x".repeat(20) }).expect(201);
});

test("21 characters are too many", async () => {
  await add(createApp(), { text: "x".repeat(21) }).expect(422);
});

test("the owner reads a note", async () => {
  const { app, id } = await withNote();
  await show(app, id).expect(200, { id, owner: "ann", text: "tea" });
});

test("others do not see it", async () => {
  const { app, id } = await withNote();
  await show(app, id, "bo").expect(404);
});

test("others cannot delete it", async () => {
  const { app, id } = await withNote();
  await remove(app, id, "bo").expect(404);
  await show(app, id).expect(200);
});

test("what is deleted is gone", async () => {
  const { app, id } = await withNote();
  await remove(app, id).expect(204);
  await show(app, id).expect(404);
});

test("unknown notes are not found", async () => {
  await show(createApp(), 7).expect(404);
});
