const { Router } = require("express");
const { Invalid } = require("../errors");
const readId = require("./id");

module.exports = function bookRoutes(books) {
  const router = Router();

  router.get("/books", async (req, res) => {
    res.json(await books.list(req.query.author));
  });

  router.get("/books/:id", async (req, res) => {
    res.json(await books.show(readId(req.params.id)));
  });

  router.post("/books", async (req, res) => {
    const { title, author, copies } = req.body ?? {};
    if (!title || !author || !Number.isInteger(copies) || copies < 1) {
      throw new Invalid("title, author and copies are needed");
    }
    const book = await books.add({ title, author, copies });
    res.status(201).location(`/api/books/${book.id}`).json(book);
  });

  return router;
};
