from errors import Conflict, NotFound


class LoanService:
    def __init__(self, repository, connect, max_loans):
        self.repository, self.connect, self.max_loans = repository, connect, max_loans

    def of_reader(self, reader):
        return self.repository.of_reader(reader)

    def lend(self, reader, books):
        if self.repository.count_of(reader) + len(books) > self.max_loans:
            raise Conflict(f"a reader may have {self.max_loans} books at once")
        loans = []
        with self.connect() as db:
            for book in books:
                taken = db.execute("UPDATE books SET free = free - 1 WHERE id = %s AND free > 0", (book,))
                if taken.rowcount == 0:
                    raise Conflict(f"no copy of book {book} is free")
                added = db.execute(
                    "INSERT INTO loans (book_id, reader) VALUES (%s, %s) RETURNING id, book_id", (book, reader)
                )
                loans.append(added.fetchone())
        return loans

    def give_back(self, loan_id):
        if not self.repository.remove(loan_id):
            raise NotFound("no such loan")
