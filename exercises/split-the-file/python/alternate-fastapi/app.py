from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from errors import Conflict, Invalid, NotFound
from routes import books as book_routes
from routes import loans as loan_routes


def create_app(books, loans):
    app = FastAPI()
    app.include_router(book_routes.router(books), prefix="/api")
    app.include_router(loan_routes.router(loans), prefix="/api")

    def answer(kind, status, text=None):
        @app.exception_handler(kind)
        def refuse(request, error):
            return JSONResponse({"error": text or str(error)}, status)

    answer(Invalid, 400)
    answer(NotFound, 404)
    answer(Conflict, 409)
    answer(RequestValidationError, 400, "the body is no JSON")
    answer(HTTPException, 404, "not found")
    answer(Exception, 500, "internal error")
    return app
