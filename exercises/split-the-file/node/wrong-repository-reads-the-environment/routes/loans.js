const { Router } = require("express");
const { Invalid } = require("../errors");
const readId = require("./id");

module.exports = function loanRoutes(loans) {
  const router = Router();

  router.get("/readers/:reader/loans", async (req, res) => {
    res.json(await loans.ofReader(req.params.reader));
  });

  router.post("/loans", async (req, res) => {
    const { reader, books } = req.body ?? {};
    if (!reader || !Array.isArray(books) || books.length === 0 || !books.every(Number.isInteger)) {
      throw new Invalid("reader and books are needed");
    }
    res.status(201).json(await loans.lend(reader, books));
  });

  router.delete("/loans/:id", async (req, res) => {
    await loans.giveBack(readId(req.params.id));
    res.status(204).end();
  });

  return router;
};
