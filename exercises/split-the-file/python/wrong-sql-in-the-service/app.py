import sys

from flask import Flask
from werkzeug.exceptions import HTTPException

from errors import Conflict, Invalid, NotFound
from routes.books import book_routes
from routes.loans import loan_routes

STATUSES = {Invalid: 400, NotFound: 404, Conflict: 409}
OF_THE_FRAMEWORK = {400: "the body is no JSON", 404: "not found"}


def create_app(books, loans):
    app = Flask(__name__)
    app.register_blueprint(book_routes(books), url_prefix="/api")
    app.register_blueprint(loan_routes(loans), url_prefix="/api")
    app.register_error_handler(Exception, answer_error)
    return app


def answer_error(error):
    if type(error) in STATUSES:
        return {"error": str(error)}, STATUSES[type(error)]
    if isinstance(error, HTTPException) and error.code in OF_THE_FRAMEWORK:
        return {"error": OF_THE_FRAMEWORK[error.code]}, error.code
    print(repr(error), file=sys.stderr)
    return {"error": "internal error"}, 500
