from fastapi import APIRouter, Response

from errors import Invalid
from routes.ids import whole


def router(books):
    routes = APIRouter()

    @routes.get("/books")
    def search(author: str | None = None):
        return books.list(author)

    @routes.get("/books/{text}")
    def show(text: str):
        return books.show(whole(text))

    @routes.post("/books", status_code=201)
    def add(body: dict, response: Response):
        match body:
            case {"title": str(title), "author": str(author), "copies": int(copies)} if title and author and copies > 0:
                book = books.add(title, author, copies)
            case _:
                raise Invalid("title, author and copies are needed")
        response.headers["Location"] = f"/api/books/{book['id']}"
        return book

    return routes
