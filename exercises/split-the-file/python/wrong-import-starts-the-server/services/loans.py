from errors import Conflict, NotFound


class LoanService:
    def __init__(self, repository, max_loans):
        self.repository, self.max_loans = repository, max_loans

    def of_reader(self, reader):
        return self.repository.of_reader(reader)

    def lend(self, reader, books):
        if self.repository.count_of(reader) + len(books) > self.max_loans:
            raise Conflict(f"a reader may have {self.max_loans} books at once")
        return self.repository.add_all(reader, books)

    def give_back(self, loan_id):
        if not self.repository.remove(loan_id):
            raise NotFound("no such loan")
