class BookRepository:
    def __init__(self, connect):
        self.connect = connect

    def all(self):
        with self.connect() as db:
            return db.execute("SELECT id, title, author, free FROM books ORDER BY title").fetchall()

    def by_author(self, author):
        with self.connect() as db:
            return db.execute(
                "SELECT id, title, author, free FROM books WHERE author = %s ORDER BY title", (author,)
            ).fetchall()

    def find(self, book_id):
        with self.connect() as db:
            return db.execute("SELECT id, title, author, free FROM books WHERE id = %s", (book_id,)).fetchone()

    def add(self, title, author, copies):
        with self.connect() as db:
            return db.execute(
                "INSERT INTO books (title, author, free) VALUES (%s, %s, %s) RETURNING id, title, author, free",
                (title, author, copies),
            ).fetchone()
