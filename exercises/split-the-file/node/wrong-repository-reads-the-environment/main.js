// The root: the only place that knows all parts.
const createApp = require("./app");
const loadConfig = require("./config");
const bookRepository = require("./repositories/books");
const loanRepository = require("./repositories/loans");
const bookService = require("./services/books");
const loanService = require("./services/loans");

const config = loadConfig();
const app = createApp({
  books: bookService(bookRepository()),
  loans: loanService(loanRepository(), config.maxLoans),
});

app.listen(config.port, () => console.log(`listening on ${config.port}`));
