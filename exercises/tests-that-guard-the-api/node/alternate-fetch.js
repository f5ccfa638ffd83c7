const assert = require("node:assert/strict");
const test = require("node:test");
const { createApp } = require("./app");

// one request to the app on a free port
async function ask(app, method, path, user, data) {
  const server = app.listen(0);
  try {
    const headers = { "Content-Type": "application/json" };
    if (user) headers.Authorization = `Bearer ${user}`;
    const address = `http://127.0.0.1:${server.address().port}${path}`;
    const answer = await fetch(address, { method, headers, body: data && JSON.stringify(data) });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : {} };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function expecting(promise) {
  promise.expect = async (status, body) => {
    const answer = await promise;
    assert.equal(answer.status, status);
    if (body) assert.deepEqual(answer.body, body);
    return answer;
  };
  return promise;
}

const add = (app, body, user = "ann") => expecting(ask(app, "POST", "/api/notes", user, body));
const show = (app, id, user = "ann") => expecting(ask(app, "GET", `/api/notes/${id}`, user));
const remove = (app, id, user = "ann") => expecting(ask(app, "DELETE", `/api/notes/${id}`, user));

// an app with one note of Ann's
async function withNote() {
  const app = createApp();
  const { body } = await add(app, { text: "tea" });
  return { app, id: body.id };
}

test("strangers may not write", async () => {
  await add(createApp(), { text: "tea" }, "").expect(401);
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
