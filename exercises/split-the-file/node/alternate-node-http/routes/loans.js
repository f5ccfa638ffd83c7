const Refused = require("../refused");
const { reply, readId, readJson } = require("./answers");

async function ofReader({ res, values: [reader], loans }) {
  reply(res, 200, await loans.ofReader(reader));
}

async function lend({ req, res, loans }) {
  const { reader, books } = await readJson(req);
  const complete = reader && Array.isArray(books) && books.length > 0 && books.every(Number.isInteger);
  if (!complete) throw new Refused("invalid", "reader and books are needed");
  reply(res, 201, await loans.lend(reader, books));
}

async function giveBack({ res, values: [id], loans }) {
  await loans.giveBack(readId(id));
  res.writeHead(204).end();
}

module.exports = [
  ["GET", /^\/api\/readers\/([^/]+)\/loans$/, ofReader],
  ["POST", /^\/api\/loans$/, lend],
  ["DELETE", /^\/api\/loans\/([^/]+)$/, giveBack],
];
