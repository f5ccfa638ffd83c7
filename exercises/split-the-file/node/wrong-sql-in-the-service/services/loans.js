const { Conflict, NotFound } = require("../errors");

module.exports = function loanService(repository, pool, maxLoans) {
  return {
    ofReader: (reader) => repository.ofReader(reader),

    async lend(reader, books) {
      const open = await repository.countOf(reader);
      if (open + books.length > maxLoans) throw new Conflict(`a reader may have ${maxLoans} books at once`);

      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const loans = [];
        for (const book of books) {
          const taken = await client.query("UPDATE books SET free = free - 1 WHERE id = $1 AND free > 0", [book]);
          if (taken.rowCount === 0) throw new Conflict(`no copy of book ${book} is free`);
          const added = await client.query(
            "INSERT INTO loans (book_id, reader) VALUES ($1, $2) RETURNING id, book_id",
            [book, reader],
          );
          loans.push(added.rows[0]);
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

    async giveBack(id) {
      if (!(await repository.remove(id))) throw new NotFound("no such loan");
    },
  };
};
