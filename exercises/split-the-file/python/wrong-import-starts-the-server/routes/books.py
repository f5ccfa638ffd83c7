from flask import Blueprint, request

from errors import Invalid
from routes.ids import read_id


def book_routes(books):
    routes = Blueprint("books", __name__)

    @routes.get("/books")
    def list_books():
        return books.list(request.args.get("author"))

    @routes.get("/books/<text>")
    def show_book(text):
        return books.show(read_id(text))

    @routes.post("/books")
    def add_book():
        body = request.get_json()
        title, author, copies = body.get("title"), body.get("author"), body.get("copies")
        if not title or not author or type(copies) is not int or copies < 1:
            raise Invalid("title, author and copies are needed")
        book = books.add(title, author, copies)
        return book, 201, {"Location": f"/api/books/{book['id']}"}

    return routes
