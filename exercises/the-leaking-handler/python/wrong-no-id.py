import json
import os
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4


class HttpError(Exception):
    """An error that was made for the client."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def connect():
    """The database is away today. Leave this as it is."""
    raise OSError("no route to postgres://app:hunter2@db.internal/blog")


STORED_SETTINGS = '{"theme": "dark"'  # broken: our own mistake


class Handler(BaseHTTPRequestHandler):
    def get_health(self):
        self.reply(200, {"ok": True})

    def get_users(self):
        self.reply(200, connect())

    def get_user(self):
        raise HttpError(404, "no such user")

    def post_users(self):
        data = self.read_json()
        connect()
        self.reply(201, data)

    def get_report(self):
        self.reply(200, len(None))

    def get_settings(self):
        self.reply(200, json.loads(STORED_SETTINGS))

    routes = {
        "GET /health": get_health,
        "GET /users": get_users,
        "GET /users/9": get_user,
        "POST /users": post_users,
        "GET /report": get_report,
        "GET /settings": get_settings,
    }

    def read_json(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            return json.loads(self.rfile.read(length))
        except ValueError:
            raise HttpError(400, "the body is not valid JSON") from None

    def handle_error(self, error):
        if isinstance(error, HttpError):
            return self.reply(error.status, {"error": str(error)})
        request_id = str(uuid4())
        print(request_id, file=sys.stderr)
        traceback.print_exception(error)
        self.reply(500, {"error": "internal error"})

    def handle_request(self):
        route = self.routes.get(f"{self.command} {self.path}")
        try:
            if route is None:
                raise HttpError(404, "not found")
            route(self)
        except Exception as error:
            self.handle_error(error)

    do_GET = do_POST = handle_request

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


port = int(os.environ.get("PORT", "3000"))
ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
