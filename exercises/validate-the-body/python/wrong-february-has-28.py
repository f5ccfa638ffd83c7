import json
import os
import re
import sys
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port = int(os.environ.get("PORT", "3000"))
MOST = 100_000  # bytes of a body
FIELDS = ("title", "done", "due")

tasks = []


def is_date(value):
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return False
    _, month, day = map(int, value.split("-"))
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]


def validate(data):
    """Everything that is wrong with it, one entry for each field."""
    if not isinstance(data, dict):
        return [{"field": "body", "message": "must be a JSON object"}]
    errors = []

    def wrong(field, message):
        errors.append({"field": field, "message": message})

    title = data.get("title")
    if not isinstance(title, str) or not 1 <= len(title) <= 200:
        wrong("title", "must be a text of 1 to 200 characters")
    if "done" in data and not isinstance(data["done"], bool):
        wrong("done", "must be true or false")
    if "due" in data and not is_date(data["due"]):
        wrong("due", "must be a date such as 2027-01-31")
    for field in data:
        if field not in FIELDS:
            wrong(field, "is not a field of a task")
    return errors


class Handler(BaseHTTPRequestHandler):
    def create(self):
        if self.headers.get_content_type() != "application/json" or "Content-Type" not in self.headers:
            return self.reply(415, {"error": "send application/json"})

        length = int(self.headers.get("Content-Length", 0))
        if length > MOST:
            return self.reply(413, {"error": f"at most {MOST} bytes"})

        try:
            data = json.loads(self.rfile.read(length))
        except ValueError:
            return self.reply(400, {"error": "the body is not valid JSON"})

        errors = validate(data)
        if errors:
            return self.reply(422, {"errors": errors})

        task = {
            "id": len(tasks) + 1,
            "title": data["title"],
            "done": data.get("done", False),
            "due": data.get("due"),
        }
        tasks.append(task)
        self.reply(201, task)

    def do_POST(self):
        if self.path != "/tasks":
            return self.reply(404, {"error": "not found"})
        try:
            self.create()
        except Exception as error:
            print(repr(error), file=sys.stderr)
            self.reply(500, {"error": "internal error"})

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
