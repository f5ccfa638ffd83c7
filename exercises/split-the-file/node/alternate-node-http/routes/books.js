const Refused = require("../refused");
const { reply, readId, readJson } = require("./answers");

async function list({ req, res, books }) {
  const { searchParams } = new URL(req.url, "http://localhost");
  reply(res, 200, await books.list(searchParams.get("author")));
}

async function show({ res, values: [id], books }) {
  reply(res, 200, await books.show(readId(id)));
}

async function add({ req, res, books }) {
  const { title, author, copies } = await readJson(req);
  const complete = title && author && Number.isInteger(copies) && copies > 0;
  if (!complete) throw new Refused("invalid", "title, author and copies are needed");
  const book = await books.add({ title, author, copies });
  reply(res, 201, book, { Location: `/api/books/${book.id}` });
}

module.exports = [
  ["GET", /^\/api\/books$/, list],
  ["GET", /^\/api\/books\/([^/]+)$/, show],
  ["POST", /^\/api\/books$/, add],
];
