import importlib
import pkgutil
import re
import sys
import uuid
from pathlib import Path

from flask import Flask, g, request
from werkzeug.exceptions import HTTPException

from problem import Problem

ROUTES = Path(__file__).parent / "routes"


def create_app(config):
    """Each module in routes/ adds its own routes."""
    app = Flask(__name__)
    app.before_request(give_id)
    app.before_request(read_body)
    app.after_request(show_id)
    app.register_error_handler(404, lambda error: ({"detail": "Not Found"}, 404))
    app.register_error_handler(Exception, answer_problem)
    for module in pkgutil.iter_modules([str(ROUTES)]):
        importlib.import_module(f"routes.{module.name}").register(app, config)
    return app


def give_id():
    sent = request.headers.get("X-Request-Id", "")
    g.request_id = sent if re.fullmatch(r"[A-Za-z0-9-]{1,64}", sent) else str(uuid.uuid4())


def show_id(response):
    response.headers["X-Request-Id"] = g.request_id
    return response


def read_body():
    """Every body is an object; what is missing is an empty one."""
    body = request.get_json() if request.is_json else {}
    g.body = body if isinstance(body, dict) else {}


def answer_problem(error):
    problem = as_problem(error)
    if problem.status >= 500:
        print(f"{g.request_id} {request.method} {request.path}: {error!r}", file=sys.stderr)
    headers = {"Content-Type": "application/problem+json"}
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return {**problem.to_json(), "request_id": g.request_id}, problem.status, headers


def as_problem(error):
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException) and error.code == 404:
        return Problem(404, "there is nothing at this address")
    if isinstance(error, HTTPException) and 400 <= error.code < 500:
        return Problem(error.code, "this request cannot be read")
    return Problem(500, "something went wrong here")
