import uvicorn

from app import create_app
from config import load_config
from repositories.books import BookRepository
from repositories.database import connector
from repositories.loans import LoanRepository
from services.books import BookService
from services.loans import LoanService


def main():
    config = load_config()
    connect = connector(config.database)
    books = BookService(BookRepository(connect))
    loans = LoanService(LoanRepository(connect), config.max_loans)
    uvicorn.run(create_app(books, loans), port=config.port, log_level="warning")


if __name__ == "__main__":
    main()
