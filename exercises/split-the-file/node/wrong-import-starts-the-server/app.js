const express = require("express");
const { Pool } = require("pg");
const loadConfig = require("./config");
const { Invalid, NotFound, Conflict } = require("./errors");
const bookRoutes = require("./routes/books");
const loanRoutes = require("./routes/loans");
const bookRepository = require("./repositories/books");
const loanRepository = require("./repositories/loans");
const bookService = require("./services/books");
const loanService = require("./services/loans");

const config = loadConfig();
const pool = new Pool({ connectionString: config.database });

const STATUSES = new Map([
  [Invalid, 400],
  [NotFound, 404],
  [Conflict, 409],
]);

const app = express();
app.use(express.json());
app.use(
  "/api",
  bookRoutes(bookService(bookRepository(pool))),
  loanRoutes(loanService(loanRepository(pool), config.maxLoans)),
);
app.use(() => {
  throw new NotFound("not found");
});
app.use(answerError);
app.listen(config.port, () => console.log(`listening on ${config.port}`));

module.exports = app;

function answerError(error, req, res, next) {
  if (error.type === "entity.parse.failed") return res.status(400).json({ error: "the body is no JSON" });
  const status = STATUSES.get(error.constructor);
  if (status) return res.status(status).json({ error: error.message });
  console.error(error.stack);
  res.status(500).json({ error: "internal error" });
}
