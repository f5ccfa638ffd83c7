import os
from typing import Literal

import uvicorn
from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

app = FastAPI()

TASKS = [
    {"id": 1, "title": "milk", "status": "open", "due": "2027-03-05", "share_token": "k7"},
    {"id": 2, "title": "bread", "status": "done", "due": "2027-03-01", "share_token": "b2"},
    {"id": 3, "title": "stamps", "status": "open", "due": "2027-03-09", "share_token": "x9"},
    {"id": 4, "title": "call", "status": "open", "due": "2027-03-05", "share_token": "a1"},
    {"id": 5, "title": "bread", "status": "open", "due": "2027-03-02", "share_token": "m4"},
    {"id": 6, "title": "bike", "status": "done", "due": "2027-03-09", "share_token": "q8"},
    {"id": 7, "title": "rent", "status": "open", "due": "2027-03-01", "share_token": "c3"},
    {"id": 8, "title": "milk", "status": "done", "due": "2027-03-05", "share_token": "z6"},
    {"id": 9, "title": "zoo", "status": "open", "due": "2027-03-05", "share_token": "d5"},
    {"id": 10, "title": "apples", "status": "done", "due": "2027-03-07", "share_token": "w0"},
    {"id": 11, "title": "letter", "status": "open", "due": "2027-03-09", "share_token": "e4"},
    {"id": 12, "title": "bread", "status": "open", "due": "2027-03-05", "share_token": "n2"},
]
FIELDS = ["id", "title", "due"]


@app.exception_handler(RequestValidationError)
async def refused(request: Request, error: RequestValidationError):
    if any("status" in fault["loc"] for fault in error.errors()):
        return JSONResponse({"error": "no such status", "allowed": ["open", "done"]}, 400)
    return JSONResponse({"error": "bad page or limit"}, 400)


@app.get("/tasks")
def show(
    status: Literal["open", "done"] | None = None,
    sort: str = "id",
    page: int = Query(1, ge=1),
    limit: int = Query(10, ge=1, le=100),
):
    items = [task for task in TASKS if not status or task["status"] == status]
    for name in sort.split(",")[::-1]:
        down, field = name[:1] == "-", name.removeprefix("-")
        if field not in FIELDS:
            return JSONResponse({"error": "no such field", "allowed": FIELDS}, 400)
        items.sort(key=lambda task: task[field], reverse=down)
    total = len(items)
    part = items[(page - 1) * limit : page * limit]
    return {
        "data": [{name: task[name] for name in ("id", "title", "status", "due")} for task in part],
        "meta": {"total": total, "page": page, "limit": limit, "pages": (total + limit - 1) // limit},
    }


uvicorn.run(app, host="127.0.0.1", port=int(os.environ.get("PORT", "3000")))
