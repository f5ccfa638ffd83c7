# Three layers in one file: rows, rules, HTTP.
import base64
import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer

import psycopg
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row


@dataclass
class User:
    id: int
    name: str
    email: str


class Problem(Exception):
    def __init__(self, status, error):
        self.status, self.error = status, error


db = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, row_factory=class_row(User))


def register(name, email, password):
    salt = os.urandom(16)
    key = hashlib.scrypt(password.encode(), salt=salt, n=16384, r=8, p=1)
    text = "scrypt$" + base64.b64encode(salt).decode() + "$" + base64.b64encode(key).decode()
    sql = "INSERT INTO users (name, email, password_hash) VALUES (%s, %s, %s) RETURNING id, name, email"
    try:
        return db.execute(sql, (name, email.lower(), text)).fetchone()
    except UniqueViolation:
        raise Problem(409, "email already registered") from None


def profile(text):
    if not (text.isascii() and text.isdigit()):
        raise Problem(400, "an id is a whole number")
    sql = "SELECT id, name, email FROM users WHERE id = %s::numeric"
    user = db.execute(sql, (text,)).fetchone()
    if not user:
        raise Problem(404, "not found")
    return user


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, work):
        try:
            data = asdict(work())
        except Problem as problem:
            status, data = problem.status, {"error": problem.error}
        except psycopg.Error as error:
            print(repr(error), file=sys.stderr)
            status, data = 500, {"error": "internal error"}
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def do_POST(self):
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(201, lambda: register(**data))

    def do_GET(self):
        self.answer(200, lambda: profile(self.path.rpartition("/")[2]))


# One request after the other: simple, and nothing can race inside.
class Server(HTTPServer):
    request_queue_size = 50


Server(("", int(os.environ.get("PORT", "3000"))), Handler).serve_forever()
