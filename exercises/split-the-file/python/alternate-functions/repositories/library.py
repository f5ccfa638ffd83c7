from contextlib import contextmanager

import psycopg
from psycopg.rows import dict_row

BOOK = "id, title, author, free"


@contextmanager
def begin(url):
    """The rows of one transaction."""
    with psycopg.connect(url, row_factory=dict_row) as db:
        yield Rows(db)


class Rows:
    def __init__(self, db):
        self._db = db

    def _one(self, sql, *values):
        return self._db.execute(sql, values).fetchone()

    def books(self, author):
        sql = f"SELECT {BOOK} FROM books WHERE author = %s OR %s ORDER BY title"
        return self._db.execute(sql, (author, not author)).fetchall()

    def book(self, book_id):
        return self._one(f"SELECT {BOOK} FROM books WHERE id = %s", book_id)

    def buy(self, title, author, copies):
        return self._one(
            f"INSERT INTO books (title, author, free) VALUES (%s, %s, %s) RETURNING {BOOK}", title, author, copies
        )

    def loans(self, reader):
        sql = "SELECT l.id, book_id, title FROM loans l JOIN books b ON b.id = book_id WHERE reader = %s ORDER BY title"
        return self._db.execute(sql, (reader,)).fetchall()

    def take(self, book_id):
        return self._one("UPDATE books SET free = free - 1 WHERE id = %s AND free > 0 RETURNING id", book_id)

    def note(self, reader, book_id):
        return self._one("INSERT INTO loans (reader, book_id) VALUES (%s, %s) RETURNING id, book_id", reader, book_id)

    def strike(self, loan):
        return self._one("DELETE FROM loans WHERE id = %s RETURNING book_id", loan)

    def put_back(self, book_id):
        self._db.execute("UPDATE books SET free = free + 1 WHERE id = %s", (book_id,))
