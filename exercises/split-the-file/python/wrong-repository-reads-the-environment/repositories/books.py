from repositories.database import connect


class BookRepository:
    def all(self):
        with connect() as db:
            return db.execute("SELECT id, title, author, free FROM books ORDER BY title").fetchall()

    def by_author(self, author):
        with connect() as db:
            return db.execute(
                "SELECT id, title, author, free FROM books WHERE author = %s ORDER BY title", (author,)
            ).fetchall()

    def find(self, book_id):
        with connect() as db:
            return db.execute("SELECT id, title, author, free FROM books WHERE id = %s", (book_id,)).fetchone()

    def add(self, title, author, copies):
        with connect() as db:
            return db.execute(
                "INSERT INTO books (title, author, free) VALUES (%s, %s, %s) RETURNING id, title, author, free",
                (title, author, copies),
            ).fetchone()
