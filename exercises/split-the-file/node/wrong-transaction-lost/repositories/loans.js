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

    async take(book) {
      const { rowCount } = await pool.query("UPDATE books SET free = free - 1 WHERE id = $1 AND free > 0", [book]);
      return rowCount > 0;
    },

    async add(reader, book) {
      const { rows } = await pool.query("INSERT INTO loans (book_id, reader) VALUES ($1, $2) RETURNING id, book_id", [
        book,
        reader,
      ]);
      return rows[0];
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
