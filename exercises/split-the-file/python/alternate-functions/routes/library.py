import re

from flask import Blueprint, current_app, jsonify, request

from services import library

routes = Blueprint("library", __name__, url_prefix="/api")


def begin():
    return current_app.config["begin"]()


def bad(text):
    return jsonify(error=text), 400


def is_id(text):
    return re.fullmatch("[0-9]{1,9}", text)


@routes.get("/books")
def books():
    with begin() as rows:
        return jsonify(rows.books(request.args.get("author")))


@routes.get("/books/<book>")
def book(book):
    if not is_id(book):
        return bad("an id is a whole number")
    with begin() as rows:
        return jsonify(library.book(rows, book))


@routes.post("/books")
def buy():
    sent = request.json
    given = [sent.get(name) for name in ("title", "author", "copies")]
    if not all(given) or not isinstance(given[2], int) or given[2] < 1:
        return bad("title, author and copies are needed")
    with begin() as rows:
        book = rows.buy(*given)
    answer = jsonify(book)
    answer.headers["Location"] = "/api/books/%d" % book["id"]
    return answer, 201


@routes.get("/readers/<reader>/loans")
def loans(reader):
    with begin() as rows:
        return jsonify(rows.loans(reader))


@routes.post("/loans")
def lend():
    reader, books = request.json.get("reader"), request.json.get("books")
    if not (reader and isinstance(books, list) and books and all(type(book) is int for book in books)):
        return bad("reader and books are needed")
    with begin() as rows:
        return jsonify(current_app.config["lend"](rows, reader, books)), 201


@routes.delete("/loans/<loan>")
def give_back(loan):
    if not is_id(loan):
        return bad("an id is a whole number")
    with begin() as rows:
        library.give_back(rows, loan)
    return "", 204
