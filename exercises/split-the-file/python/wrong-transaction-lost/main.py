"""The root: the only place that knows all parts."""

from werkzeug.serving import make_server

from app import create_app
from config import load_config
from repositories.books import BookRepository
from repositories.database import connector
from repositories.loans import LoanRepository
from services.books import BookService
from services.loans import LoanService

config = load_config()
connect = connector(config.database)
app = create_app(
    BookService(BookRepository(connect)),
    LoanService(LoanRepository(connect), config.max_loans),
)

make_server("127.0.0.1", config.port, app, threaded=True).serve_forever()
