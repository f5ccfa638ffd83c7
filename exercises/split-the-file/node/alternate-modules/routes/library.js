import { Router } from "express";
import { Refusal } from "../services/refusal.js";

const idOf = (req) => {
  if (/^\d{1,9}$/.test(req.params.id)) return req.params.id;
  throw new Refusal("invalid", "an id is a whole number");
};

const bookOf = ({ title, author, copies } = {}) => {
  if (title && author && Number.isInteger(copies) && copies > 0) return { title, author, free: copies };
  throw new Refusal("invalid", "title, author and copies are needed");
};

const wishOf = ({ reader, books } = {}) => {
  if (reader && Array.isArray(books) && books.length && books.every(Number.isInteger)) return { reader, books };
  throw new Refusal("invalid", "reader and books are needed");
};

export function routes(library) {
  const router = Router();
  router
    .route("/api/books")
    .get(async (req, res) => res.json(await library.search(req.query.author || null)))
    .post(async (req, res) => {
      const book = await library.buy(bookOf(req.body));
      res.status(201).location(`/api/books/${book.id}`).json(book);
    });
  router.get("/api/books/:id", async (req, res) => res.json(await library.book(idOf(req))));
  router.get("/api/readers/:reader/loans", async (req, res) => res.json(await library.loansOf(req.params.reader)));
  router.post("/api/loans", async (req, res) => {
    const { reader, books } = wishOf(req.body);
    res.status(201).json(await library.lend(reader, books));
  });
  router.delete("/api/loans/:id", async (req, res) => {
    await library.takeBack(idOf(req));
    res.sendStatus(204);
  });
  return router;
}
