from flask import Blueprint, request

from errors import Invalid
from routes.ids import read_id


def loan_routes(loans):
    routes = Blueprint("loans", __name__)

    @routes.get("/readers/<reader>/loans")
    def list_loans(reader):
        return loans.of_reader(reader)

    @routes.post("/loans")
    def lend():
        body = request.get_json()
        reader, books = body.get("reader"), body.get("books")
        if not reader or not isinstance(books, list) or not books or any(type(book) is not int for book in books):
            raise Invalid("reader and books are needed")
        return loans.lend(reader, books), 201

    @routes.delete("/loans/<text>")
    def give_back(text):
        loans.give_back(read_id(text))
        return "", 204

    return routes
