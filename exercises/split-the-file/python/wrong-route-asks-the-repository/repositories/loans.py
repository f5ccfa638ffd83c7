from errors import Conflict


class LoanRepository:
    def __init__(self, connect):
        self.connect = connect

    def of_reader(self, reader):
        with self.connect() as db:
            return db.execute(
                "SELECT l.id, l.book_id, b.title FROM loans l JOIN books b ON b.id = l.book_id"
                " WHERE l.reader = %s ORDER BY b.title",
                (reader,),
            ).fetchall()

    def count_of(self, reader):
        with self.connect() as db:
            row = db.execute("SELECT count(*) AS open FROM loans WHERE reader = %s", (reader,)).fetchone()
        return row["open"]

    def add_all(self, reader, books):
        """All books or none: one transaction, and the exception undoes it."""
        with self.connect() as db:
            return [lend(db, reader, book) for book in books]

    def remove(self, loan_id):
        with self.connect() as db:
            changed = db.execute(
                "WITH gone AS (DELETE FROM loans WHERE id = %s RETURNING book_id)"
                " UPDATE books SET free = free + 1 FROM gone WHERE books.id = gone.book_id",
                (loan_id,),
            )
        return changed.rowcount > 0


def lend(db, reader, book):
    taken = db.execute("UPDATE books SET free = free - 1 WHERE id = %s AND free > 0", (book,))
    if taken.rowcount == 0:
        raise Conflict(f"no copy of book {book} is free")
    sql = "INSERT INTO loans (book_id, reader) VALUES (%s, %s) RETURNING id, book_id"
    return db.execute(sql, (book, reader)).fetchone()
