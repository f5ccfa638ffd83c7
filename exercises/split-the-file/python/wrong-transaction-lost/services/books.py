from errors import NotFound


class BookService:
    def __init__(self, repository):
        self.repository = repository

    def list(self, author=None):
        return self.repository.by_author(author) if author else self.repository.all()

    def show(self, book_id):
        book = self.repository.find(book_id)
        if book is None:
            raise NotFound("no such book")
        return book

    def add(self, title, author, copies):
        return self.repository.add(title, author, copies)
