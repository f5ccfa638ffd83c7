import json
import os
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
import psycopg
from psycopg.rows import dict_row

port = int(os.environ.get("PORT", "3000"))
secret = os.environ["JWT_SECRET"]


class HttpError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row)


def read_title(data):
    title = data.get("title")
    if isinstance(title, str) and title.strip():
        return title
    raise HttpError(422, "title must be a text")


class Handler(BaseHTTPRequestHandler):
    def current_user(self):
        """The id of whoever sent the request, as a text, or None."""
        _, _, token = self.headers.get("Authorization", "").partition(" ")
        try:
            return jwt.decode(token, secret, algorithms=["HS256"]).get("sub")
        except jwt.InvalidTokenError:
            return None

    def own_post(self, db, post_id):
        """The rule: only authors change a post, and nobody else gets to know of a draft."""
        user = self.current_user()
        if user is None:
            raise HttpError(401, "unauthorized")
        if not re.fullmatch(r"[0-9]{1,18}", post_id):
            raise HttpError(404, "not found")

        post = db.execute("SELECT author_id, status FROM posts WHERE id = %s", (post_id,)).fetchone()
        mine = post is not None and str(post["author_id"]) == user
        if post is None or (not mine and post["status"] == "draft"):
            raise HttpError(404, "not found")
        if not mine:
            raise HttpError(403, "not your post")
        return user

    def patch(self, post_id):
        with connect() as db:
            user = self.own_post(db, post_id)
            post = db.execute(
                """UPDATE posts SET title = %s WHERE id = %s AND author_id = %s
                   RETURNING id, title, author_id""",
                (read_title(self.read_json()), post_id, user),
            ).fetchone()
        if post is None:
            raise HttpError(404, "not found")
        self.reply(200, post)

    def remove(self, post_id):
        with connect() as db:
            user = self.own_post(db, post_id)
            db.execute("DELETE FROM posts WHERE id = %s AND author_id = %s", (post_id, user))
        self.reply(204)

    def route(self):
        match = re.fullmatch(r"/api/posts/([^/]+)", self.path)
        if match and self.command == "PATCH":
            self.patch(match[1])
        elif match and self.command == "DELETE":
            self.remove(match[1])
        else:
            raise HttpError(404, "not found")

    def handle_request(self):
        try:
            self.route()
        except HttpError as error:
            self.reply(error.status, {"error": str(error)})
        except Exception as error:
            print(repr(error), file=sys.stderr)
            self.reply(500, {"error": "internal error"})

    do_PATCH = do_DELETE = handle_request

    def read_json(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            return json.loads(self.rfile.read(length))
        except ValueError:
            raise HttpError(400, "the body is not valid JSON") from None

    def reply(self, status, data=None):
        body = b"" if data is None else json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
