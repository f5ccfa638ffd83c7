# One rule for each field, and exceptions that know their status.
import json
import os
import re
from datetime import datetime
from wsgiref.simple_server import make_server


class Refused(Exception):
    def __init__(self, status, data):
        self.status, self.data = status, data


def day(value):
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) and datetime.strptime(value, "%Y-%m-%d")


RULES = {
    "title": lambda value: type(value) is str and 0 < len(value) <= 200,
    "done": lambda value: type(value) is bool,
    "due": day,
}


def good(name, value):
    try:
        return RULES[name](value)
    except (KeyError, TypeError, ValueError):
        return False


def read(environ):
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != "application/json":
        raise Refused("415 Unsupported Media Type", {"error": "send JSON"})
    text = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    if len(text) > 100_000:
        raise Refused("413 Content Too Large", {"error": "too large"})
    try:
        data = json.loads(text)
    except ValueError as error:
        raise Refused("400 Bad Request", {"error": str(error)})
    if type(data) is not dict:
        raise Refused("422 Unprocessable Content", {"errors": [{"field": "body", "message": "no object"}]})
    wrong = [name for name, value in {"title": None, **data}.items() if not good(name, value)]
    if wrong:
        errors = [{"field": name, "message": "is wrong"} for name in wrong]
        raise Refused("422 Unprocessable Content", {"errors": errors})
    return data


count = 0


def app(environ, start_response):
    global count
    try:
        data = read(environ)
        count += 1
        status, data = "201 Created", {"id": count, "done": False, "due": None, **data}
    except Refused as refused:
        status, data = refused.status, refused.data
    body = json.dumps(data).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


make_server("", int(os.environ.get("PORT", "3000")), app).serve_forever()
