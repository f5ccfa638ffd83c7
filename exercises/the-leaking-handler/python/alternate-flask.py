import json
import os
from uuid import uuid4

from flask import Flask, abort, g, request
from werkzeug.exceptions import HTTPException

app = Flask(__name__)


def connect():
    raise OSError("no route to postgres://app:hunter2@db.internal/blog")


@app.before_request
def name_it():
    g.request_id = str(uuid4())


@app.errorhandler(HTTPException)
def expected(error):
    return {"error": error.description}, error.code


@app.errorhandler(Exception)
def unexpected(error):
    app.logger.exception("request %s", g.request_id)
    return {"error": "internal error", "requestId": g.request_id}, 500


@app.errorhandler(404)
def lost(error):
    return {"error": error.description if request.path.startswith("/users") else "not found"}, 404


@app.get("/health")
def health():
    return {"ok": True}


@app.get("/users")
def users():
    return connect()


@app.get("/users/9")
def user():
    abort(404, "no such user")


@app.post("/users")
def create():
    data = request.get_json()
    connect()
    return data, 201


@app.get("/report")
def report():
    return str(len(None))


@app.get("/settings")
def settings():
    return json.loads('{"theme": "dark"')


app.run(port=int(os.environ.get("PORT", "3000")))
