import json
import os
from datetime import date
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError


class Task(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Annotated[StrictStr, Field(min_length=1, max_length=200)]
    done: StrictBool = False
    due: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None


app = FastAPI()
tasks = []


def refused(status, **data):
    return JSONResponse(data, status)


@app.post("/tasks", status_code=201)
async def create(request: Request):
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        return refused(415, error="send JSON")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > 100_000:
            return refused(413, error="too large")
    try:
        data = json.loads(body)
    except ValueError:
        return refused(400, error="not JSON")
    errors = []
    try:
        task = Task.model_validate(data).model_dump()
    except ValidationError as error:
        errors = [
            {"field": str(one["loc"][0]) if one["loc"] else "body", "message": one["msg"]}
            for one in error.errors()
        ]
    if isinstance(data, dict) and not any(one["field"] == "due" for one in errors) and data.get("due"):
        try:
            date.fromisoformat(data["due"])
        except ValueError as error:
            errors.append({"field": "due", "message": str(error)})
    if errors:
        return refused(422, errors=errors)
    tasks.append(task)
    return {"id": len(tasks), **task}


uvicorn.run(app, port=int(os.environ.get("PORT", "3000")), log_level="warning")
