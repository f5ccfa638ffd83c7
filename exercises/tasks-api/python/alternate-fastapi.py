import os
from itertools import count

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

app = FastAPI()
tasks = {}
ids = count(1)


class NewTask(BaseModel):
    title: str


class Changes(BaseModel):
    title: str | None = None
    done: bool | None = None


@app.exception_handler(HTTPException)
async def problem(request: Request, error: HTTPException):
    headers = error.headers
    if error.status_code == 405:
        single = request.url.path != "/tasks"
        headers = {"Allow": "GET, HEAD, PATCH, DELETE" if single else "GET, HEAD, POST"}
    return JSONResponse({"error": str(error.detail).lower()}, error.status_code, headers=headers)


def find(task_id):
    if task_id not in tasks:
        raise HTTPException(404)
    return tasks[task_id]


@app.get("/tasks")
@app.head("/tasks")
def listing():
    return list(tasks.values())


@app.post("/tasks")
def create(new: NewTask):
    task = {"id": next(ids), "title": new.title, "done": False}
    tasks[task["id"]] = task
    return JSONResponse(task, 201, headers={"Location": f"/tasks/{task['id']}"})


@app.get("/tasks/{task_id:int}")
@app.head("/tasks/{task_id:int}")
def read(task_id: int):
    return find(task_id)


@app.patch("/tasks/{task_id:int}")
def change(task_id: int, changes: Changes):
    task = find(task_id)
    task.update(changes.model_dump(exclude_unset=True))
    return task


@app.delete("/tasks/{task_id:int}", status_code=204)
def remove(task_id: int):
    find(task_id)
    del tasks[task_id]


uvicorn.run(app, port=int(os.environ.get("PORT", "3000")), log_level="warning")
