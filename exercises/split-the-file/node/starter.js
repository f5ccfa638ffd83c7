const express = require("express");
const { Pool } = require("pg");

const app = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

app.use(express.json());

app.get("/api/books", async (req, res) => {
  const { author } = req.query;
  if (author) {
    const { rows } = await pool.query("SELECT id, title, author, free FROM books WHERE author = $1 ORDER BY title", [
      author,
    ]);
    return res.json(rows);
  }
  const { rows } = await pool.query("SELECT id, title, author, free FROM books ORDER BY title");
  res.json(rows);
});

app.get("/api/books/:id", async (req, res) => {
  if (!/^\d{1,9}$/.test(req.params.id)) {
    return res.status(400).json({ error: "an id is a whole number" });
  }
  const { rows } = await pool.query("SELECT id, title, author, free FROM books WHERE id = $1", [req.params.id]);
  if (rows.length === 0) {
    return res.status(404).json({ error: "no such book" });
  }
  res.json(rows[0]);
});

app.post("/api/books", async (req, res) => {
  const { title, author, copies } = req.body ?? {};
  if (!title || !author || !Number.isInteger(copies) || copies < 1) {
    return res.status(400).json({ error: "title, author and copies are needed" });
  }
  const { rows } = await pool.query(
    "INSERT INTO books (title, author, free) VALUES ($1, $2, $3) RETURNING id, title, author, free",
    [title, author, copies],
  );
  res.status(201).location(`/api/books/${rows[0].id}`).json(rows[0]);
});

app.get("/api/readers/:reader/loans", async (req, res) => {
  const { rows } = await pool.query(
    `SELECT l.id, l.book_id, b.title FROM loans l JOIN books b ON b.id = l.book_id
     WHERE l.reader = $1 ORDER BY b.title`,
    [req.params.reader],
  );
  res.json(rows);
});

// All books or none: whoever gets one of two has to come again.
app.post("/api/loans", async (req, res) => {
  const { reader, books } = req.body ?? {};
  if (!reader || !Array.isArray(books) || books.length === 0 || !books.every(Number.isInteger)) {
    return res.status(400).json({ error: "reader and books are needed" });
  }
  const { rows } = await pool.query("SELECT count(*)::int AS open FROM loans WHERE reader = $1", [reader]);
  if (rows[0].open + books.length > Number(process.env.MAX_LOANS)) {
    return res.status(409).json({ error: `a reader may have ${process.env.MAX_LOANS} books at once` });
  }

  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const loans = [];
    for (const book of books) {
      const taken = await client.query("UPDATE books SET free = free - 1 WHERE id = $1 AND free > 0", [book]);
      if (taken.rowCount === 0) {
        await client.query("ROLLBACK");
        return res.status(409).json({ error: `no copy of book ${book} is free` });
      }
      const added = await client.query("INSERT INTO loans (book_id, reader) VALUES ($1, $2) RETURNING id, book_id", [
        book,
        reader,
      ]);
      loans.push(added.rows[0]);
    }
    await client.query("COMMIT");
    res.status(201).json(loans);
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
});

app.delete("/api/loans/:id", async (req, res) => {
  if (!/^\d{1,9}$/.test(req.params.id)) {
    return res.status(400).json({ error: "an id is a whole number" });
  }
  const { rowCount } = await pool.query(
    `WITH gone AS (DELETE FROM loans WHERE id = $1 RETURNING book_id)
     UPDATE books SET free = free + 1 FROM gone WHERE books.id = gone.book_id`,
    [req.params.id],
  );
  if (rowCount === 0) {
    return res.status(404).json({ error: "no such loan" });
  }
  res.status(204).end();
});

app.use((req, res) => {
  res.status(404).json({ error: "not found" });
});

app.use((error, req, res, next) => {
  if (error.type === "entity.parse.failed") {
    return res.status(400).json({ error: "the body is no JSON" });
  }
  console.error(error.stack);
  res.status(500).json({ error: "internal error" });
});

const port = Number(process.env.PORT || 3000);
app.listen(port, () => console.log(`listening on ${port}`));
