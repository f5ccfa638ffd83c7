const express = require("express");
const { Invalid, NotFound, Conflict } = require("./errors");
const bookRoutes = require("./routes/books");
const loanRoutes = require("./routes/loans");

module.exports = function createApp({ books, loans }) {
  const app = express();
  app.use(express.json());
  app.use(answerError);
  app.use("/api", bookRoutes(books), loanRoutes(loans));
  app.use(() => {
    throw new NotFound("not found");
  });
  return app;
};

const STATUSES = new Map([
  [Invalid, 400],
  [NotFound, 404],
  [Conflict, 409],
]);

function answerError(error, req, res, next) {
  if (error.type === "entity.parse.failed") return res.status(400).json({ error: "the body is no JSON" });
  const status = STATUSES.get(error.constructor);
  if (status) return res.status(status).json({ error: error.message });
  console.error(error.stack);
  res.status(500).json({ error: "internal error" });
}
