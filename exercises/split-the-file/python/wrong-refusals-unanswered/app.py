from flask import Flask

from routes.books import book_routes
from routes.loans import loan_routes


def create_app(books, loans):
    app = Flask(__name__)
    app.register_blueprint(book_routes(books), url_prefix="/api")
    app.register_blueprint(loan_routes(loans), url_prefix="/api")
    return app
