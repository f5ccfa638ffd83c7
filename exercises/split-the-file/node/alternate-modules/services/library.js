import { Refusal } from "./refusal.js";

export class Library {
  #shelf;
  #most;

  constructor(shelf, most) {
    this.#shelf = shelf;
    this.#most = most;
  }

  search(author) {
    return this.#shelf.books(author);
  }

  buy(book) {
    return this.#shelf.put(book);
  }

  async book(id) {
    const book = await this.#shelf.book(id);
    if (book === undefined) throw new Refusal("missing", "no such book");
    return book;
  }

  loansOf(reader) {
    return this.#shelf.loans(reader);
  }

  async lend(reader, books) {
    const has = (await this.#shelf.loans(reader)).length;
    if (has + books.length > this.#most) {
      throw new Refusal("conflict", `a reader may have ${this.#most} books at once`);
    }
    return this.#shelf.atOnce(async (shelf) => {
      const loans = [];
      for (const book of books) {
        if (!(await shelf.take(book))) throw new Refusal("conflict", `no copy of book ${book} is free`);
        loans.push(await shelf.note(reader, book));
      }
      return loans;
    });
  }

  takeBack(loan) {
    return this.#shelf.atOnce(async (shelf) => {
      const book = await shelf.strike(loan);
      if (book === undefined) throw new Refusal("missing", "no such loan");
      await shelf.give(book);
    });
  }
}
