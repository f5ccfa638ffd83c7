import os
import re
import sys

import psycopg
from flask import Flask, request
from psycopg.rows import dict_row
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

app = Flask(__name__)


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row)


@app.get("/api/books")
def list_books():
    author = request.args.get("author")
    with connect() as db:
        if author:
            return db.execute(
                "SELECT id, title, author, free FROM books WHERE author = %s ORDER BY title", (author,)
            ).fetchall()
        return db.execute("SELECT id, title, author, free FROM books ORDER BY title").fetchall()


@app.get("/api/books/<text>")
def show_book(text):
    if not re.fullmatch(r"[0-9]{1,9}", text):
        return {"error": "an id is a whole number"}, 400
    with connect() as db:
        book = db.execute("SELECT id, title, author, free FROM books WHERE id = %s", (text,)).fetchone()
    if book is None:
        return {"error": "no such book"}, 404
    return book


@app.post("/api/books")
def add_book():
    body = request.get_json()
    title, author, copies = body.get("title"), body.get("author"), body.get("copies")
    if not title or not author or type(copies) is not int or copies < 1:
        return {"error": "title, author and copies are needed"}, 400
    with connect() as db:
        book = db.execute(
            "INSERT INTO books (title, author, free) VALUES (%s, %s, %s) RETURNING id, title, author, free",
            (title, author, copies),
        ).fetchone()
    return book, 201, {"Location": f"/api/books/{book['id']}"}


@app.get("/api/readers/<reader>/loans")
def list_loans(reader):
    with connect() as db:
        return db.execute(
            "SELECT l.id, l.book_id, b.title FROM loans l JOIN books b ON b.id = l.book_id"
            " WHERE l.reader = %s ORDER BY b.title",
            (reader,),
        ).fetchall()


@app.post("/api/loans")
def lend():
    """All books or none: whoever gets one of two has to come again."""
    body = request.get_json()
    reader, books = body.get("reader"), body.get("books")
    if not reader or not isinstance(books, list) or not books or any(type(book) is not int for book in books):
        return {"error": "reader and books are needed"}, 400
    with connect() as db:
        row = db.execute("SELECT count(*) AS open FROM loans WHERE reader = %s", (reader,)).fetchone()
        if row["open"] + len(books) > int(os.environ["MAX_LOANS"]):
            return {"error": f"a reader may have {os.environ['MAX_LOANS']} books at once"}, 409

        loans = []
        for book in books:
            taken = db.execute("UPDATE books SET free = free - 1 WHERE id = %s AND free > 0", (book,))
            if taken.rowcount == 0:
                db.rollback()
                return {"error": f"no copy of book {book} is free"}, 409
            added = db.execute(
                "INSERT INTO loans (book_id, reader) VALUES (%s, %s) RETURNING id, book_id", (book, reader)
            )
            loans.append(added.fetchone())
    return loans, 201


@app.delete("/api/loans/<text>")
def give_back(text):
    if not re.fullmatch(r"[0-9]{1,9}", text):
        return {"error": "an id is a whole number"}, 400
    with connect() as db:
        changed = db.execute(
            "WITH gone AS (DELETE FROM loans WHERE id = %s RETURNING book_id)"
            " UPDATE books SET free = free + 1 FROM gone WHERE books.id = gone.book_id",
            (text,),
        )
    if changed.rowcount == 0:
        return {"error": "no such loan"}, 404
    return "", 204


@app.errorhandler(Exception)
def answer_error(error):
    if isinstance(error, HTTPException) and error.code == 404:
        return {"error": "not found"}, 404
    if isinstance(error, HTTPException) and error.code == 400:
        return {"error": "the body is no JSON"}, 400
    print(repr(error), file=sys.stderr)
    return {"error": "internal error"}, 500


make_server("127.0.0.1", int(os.environ.get("PORT") or 3000), app, threaded=True).serve_forever()
