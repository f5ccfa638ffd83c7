const COLUMNS = "id, title, author, free";

module.exports = function bookRepository(pool) {
  return {
    async all() {
      const { rows } = await pool.query(`SELECT ${COLUMNS} FROM books ORDER BY title`);
      return rows;
    },

    async byAuthor(author) {
      const { rows } = await pool.query(`SELECT ${COLUMNS} FROM books WHERE author = $1 ORDER BY title`, [author]);
      return rows;
    },

    async find(id) {
      const { rows } = await pool.query(`SELECT ${COLUMNS} FROM books WHERE id = $1`, [id]);
      return rows[0];
    },

    async add({ title, author, copies }) {
      const { rows } = await pool.query(
        `INSERT INTO books (title, author, free) VALUES ($1, $2, $3) RETURNING ${COLUMNS}`,
        [title, author, copies],
      );
      return rows[0];
    },
  };
};
