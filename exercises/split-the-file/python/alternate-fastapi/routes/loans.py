from fastapi import APIRouter

from errors import Invalid
from routes.ids import whole


def router(loans):
    routes = APIRouter()

    @routes.get("/readers/{reader}/loans")
    def of_reader(reader: str):
        return loans.of_reader(reader)

    @routes.post("/loans", status_code=201)
    def lend(body: dict):
        reader, books = body.get("reader"), body.get("books")
        if not reader or not isinstance(books, list) or not books or not all(isinstance(book, int) for book in books):
            raise Invalid("reader and books are needed")
        return loans.lend(reader, books)

    @routes.delete("/loans/{text}", status_code=204)
    def give_back(text: str):
        loans.give_back(whole(text))

    return routes
