import os

import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, StrictBool, StrictStr, field_validator
from starlette.exceptions import HTTPException

app = FastAPI()
tasks = {
    number: {"id": number, "title": title, "done": False, "due": None}
    for number, title in enumerate(["buy milk", "call Ada"], start=1)
}


class Whole(BaseModel):
    title: StrictStr = Field(min_length=1)
    done: StrictBool
    due: StrictStr | None


class Part(BaseModel):
    title: StrictStr | None = Field(None, min_length=1)
    done: StrictBool | None = None
    due: StrictStr | None = None

    @field_validator("title", "done")
    @classmethod
    def not_null(cls, value):
        if value is None:
            raise ValueError("must not be null")
        return value


@app.exception_handler(RequestValidationError)
async def refused(request: Request, error: RequestValidationError):
    errors = [{"field": one["loc"][-1], "message": one["msg"]} for one in error.errors()]
    return JSONResponse({"errors": errors}, 422)


@app.exception_handler(HTTPException)
async def plain(request: Request, error: HTTPException):
    return JSONResponse({"error": "not found"}, error.status_code)


def find(task_id):
    if task_id not in tasks:
        raise HTTPException(404)
    return tasks[task_id]


@app.get("/tasks")
def everything():
    return list(tasks.values())


@app.get("/tasks/{task_id}")
def one(task_id: int):
    return find(task_id)


@app.put("/tasks/{task_id}")
def replace(task_id: int, new: Whole):
    find(task_id).update(new.model_dump())
    return find(task_id)


@app.patch("/tasks/{task_id}")
def change(task_id: int, changes: Part):
    find(task_id).update(changes.model_dump(exclude_unset=True))
    return find(task_id)


uvicorn.run(app, host="127.0.0.1", port=int(os.environ.get("PORT", "3000")))
