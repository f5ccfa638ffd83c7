const { Conflict } = require("../errors");

module.exports = function loanRepository(pool) {
  return {
    async ofReader(reader) {
      const { rows } = await pool.query(
        `SELECT l.id, l.book_id, b.title FROM loans l JOIN books b ON b.id = l.book_id
         WHERE l.reader = $1 ORDER BY b.title`,
        [reader],
      );
      return rows;
    },

    async countOf(reader) {
      const { rows } = await pool.query("SELECT count(*)::int AS open FROM loans WHERE reader = $1", [reader]);
      return rows[0].open;
    },

    // All books or none: whatever fails in between undoes what came before.
    async addAll(reader, books) {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const loans = [];
        for (const book of books) {
          loans.push(await lend(client, reader, book));
        }
        await client.query("COMMIT");
        return loans;
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      } finally {
        client.release();
      }
    },

    async remove(id) {
      const { rowCount } = await pool.query(
        `WITH gone AS (DELETE FROM loans WHERE id = $1 RETURNING book_id)
         UPDATE books SET free = free + 1 FROM gone WHERE books.id = gone.book_id`,
        [id],
      );
      return rowCount > 0;
    },
  };
};

async function lend(client, reader, book) {
  const taken = await client.query("UPDATE books SET free = free - 1 WHERE id = $1 AND free > 0", [book]);
  if (taken.rowCount === 0) throw new Conflict(`no copy of book ${book} is free`);
  const { rows } = await client.query("INSERT INTO loans (book_id, reader) VALUES ($1, $2) RETURNING id, book_id", [
    book,
    reader,
  ]);
  return rows[0];
}
