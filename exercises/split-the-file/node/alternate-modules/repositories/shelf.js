export class Shelf {
  constructor(db) {
    this.db = db;
  }

  // A shelf on one connection: all that `work` does with it holds, or none of it.
  async atOnce(work) {
    const client = await this.db.connect();
    let end = "ROLLBACK";
    try {
      await client.query("BEGIN");
      const result = await work(new Shelf(client));
      end = "COMMIT";
      return result;
    } finally {
      await client.query(end);
      client.release();
    }
  }

  async #rows(sql, ...values) {
    return (await this.db.query(sql, values)).rows;
  }

  books(author) {
    const sql = `SELECT id, title, author, free FROM books
      WHERE $1::text IS NULL OR author = $1 ORDER BY title`;
    return this.#rows(sql, author);
  }

  async book(id) {
    return (await this.#rows("SELECT id, title, author, free FROM books WHERE id = $1", id))[0];
  }

  async put({ title, author, free }) {
    const sql = "INSERT INTO books (title, author, free) VALUES ($1, $2, $3) RETURNING id, title, author, free";
    return (await this.#rows(sql, title, author, free))[0];
  }

  loans(reader) {
    const sql = `SELECT loans.id, book_id, title FROM loans JOIN books ON books.id = book_id
      WHERE reader = $1 ORDER BY title`;
    return this.#rows(sql, reader);
  }

  async take(book) {
    const sql = "UPDATE books SET free = free - 1 WHERE id = $1 AND free > 0 RETURNING id";
    return (await this.#rows(sql, book)).length > 0;
  }

  async note(reader, book) {
    const sql = "INSERT INTO loans (reader, book_id) VALUES ($1, $2) RETURNING id, book_id";
    return (await this.#rows(sql, reader, book))[0];
  }

  async strike(loan) {
    return (await this.#rows("DELETE FROM loans WHERE id = $1 RETURNING book_id", loan))[0]?.book_id;
  }

  give(book) {
    return this.#rows("UPDATE books SET free = free + 1 WHERE id = $1", book);
  }
}
