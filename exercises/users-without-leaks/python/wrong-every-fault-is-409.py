import hashlib
import json
import os
import re
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
from psycopg.rows import dict_row

port = int(os.environ.get("PORT", "3000"))

LARGEST_ID = 2_147_483_647  # of PostgreSQL's integer


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row)


def hash_password(password):
    salt = secrets.token_hex(16)
    key = hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**14, r=8, p=1, dklen=32)
    return f"scrypt:{salt}:{key.hex()}"


class Handler(BaseHTTPRequestHandler):
    def create(self):
        data = self.read_json()
        password_hash = hash_password(data["password"])
        try:
            with connect() as db:
                user = db.execute(
                    """INSERT INTO users (name, email, password_hash) VALUES (%s, %s, %s)
                       RETURNING id, name, email""",
                    (data["name"], data["email"].lower(), password_hash),
                ).fetchone()
        except psycopg.Error:
            return self.reply(409, {"error": "email already registered"})
        self.reply(201, user)

    def show(self, text):
        if not re.fullmatch(r"[0-9]+", text):
            return self.reply(400, {"error": "an id is a whole number"})
        if int(text) > LARGEST_ID:
            return self.reply(404, {"error": "not found"})

        with connect() as db:
            user = db.execute("SELECT id, name, email FROM users WHERE id = %s", (int(text),)).fetchone()
        if user is None:
            return self.reply(404, {"error": "not found"})
        self.reply(200, user)

    def route(self):
        match = re.fullmatch(r"/api/users/([^/]*)", self.path)
        if self.command == "POST" and self.path == "/api/users":
            self.create()
        elif self.command == "GET" and match:
            self.show(match[1])
        else:
            self.reply(404, {"error": "not found"})

    def handle_request(self):
        try:
            self.route()
        except Exception as error:
            print(repr(error), file=sys.stderr)
            self.reply(500, {"error": "internal error"})

    do_GET = do_POST = handle_request

    def read_json(self):
        length = int(self.headers.get("Content-Length", 0))
        return json.loads(self.rfile.read(length))

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    request_queue_size = 50  # of requests that wait to be accepted


Server(("127.0.0.1", port), Handler).serve_forever()
