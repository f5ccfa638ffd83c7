import sys

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

from config import load_config
from errors import Conflict, Invalid, NotFound
from repositories.books import BookRepository
from repositories.database import connector
from repositories.loans import LoanRepository
from routes.books import book_routes
from routes.loans import loan_routes
from services.books import BookService
from services.loans import LoanService

STATUSES = {Invalid: 400, NotFound: 404, Conflict: 409}
OF_THE_FRAMEWORK = {400: "the body is no JSON", 404: "not found"}


def answer_error(error):
    if type(error) in STATUSES:
        return {"error": str(error)}, STATUSES[type(error)]
    if isinstance(error, HTTPException) and error.code in OF_THE_FRAMEWORK:
        return {"error": OF_THE_FRAMEWORK[error.code]}, error.code
    print(repr(error), file=sys.stderr)
    return {"error": "internal error"}, 500


config = load_config()
connect = connector(config.database)

app = Flask(__name__)
app.register_blueprint(book_routes(BookService(BookRepository(connect))), url_prefix="/api")
app.register_blueprint(loan_routes(LoanService(LoanRepository(connect), config.max_loans)), url_prefix="/api")
app.register_error_handler(Exception, answer_error)

make_server("127.0.0.1", config.port, app, threaded=True).serve_forever()
