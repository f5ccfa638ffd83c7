import json
import os
import re
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port = int(os.environ.get("PORT", "3000"))

tasks = {  # id → task
    1: {"id": 1, "title": "buy milk", "done": False, "due": None},
    2: {"id": 2, "title": "call Ada", "done": False, "due": None},
}


def problems(task):
    """What is wrong with the fields of a whole task."""
    title, done, due = (task.get(name, ...) for name in ("title", "done", "due"))
    if not isinstance(title, str) or not title:
        yield {"field": "title", "message": "needs some text"}
    if done is not True and done is not False:
        yield {"field": "done", "message": "is either true or false"}
    if due is not None and not isinstance(due, str):
        yield {"field": "due", "message": "is a text, or null"}


class Handler(BaseHTTPRequestHandler):
    def replace(self, task, data):
        errors = list(problems(data))
        if errors:
            self.reply(422, {"errors": errors})
            return
        task["title"], task["done"], task["due"] = data["title"], data["done"], data["due"]
        self.reply(200, task)

    def change(self, task, data):
        self.replace(task, task | data)

    def route(self):
        if self.path == "/tasks":
            return self.reply(200, list(tasks.values()))
        match = re.fullmatch(r"/tasks/([0-9]+)", self.path)
        task = tasks.get(int(match[1])) if match else None
        if task is None:
            self.reply(404, {"error": "not found"})
        elif self.command == "PUT":
            self.replace(task, self.read_json())
        elif self.command == "PATCH":
            self.change(task, self.read_json())
        else:
            self.reply(200, task)

    def handle_request(self):
        try:
            self.route()
        except Exception:
            traceback.print_exc()
            self.reply(500, {"error": "internal error"})

    do_GET = do_PUT = do_PATCH = handle_request

    def read_json(self):
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
