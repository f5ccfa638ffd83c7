import json
import os
import re
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port = int(os.environ.get("PORT", "3000"))

tasks = {  # id → task
    1: {"id": 1, "title": "buy milk", "done": False},
    2: {"id": 2, "title": "call Ada", "done": False},
}

# what each field must be
FIELDS = {
    "title": (lambda value: isinstance(value, str) and value != "", "must be a text that is not empty"),
    "done": (lambda value: isinstance(value, bool), "must be true or false"),
    "due": (lambda value: value is None or isinstance(value, str), "must be a text or null"),
}


def wrong_fields(data, names):
    return [
        {"field": name, "message": FIELDS[name][1]}
        for name in names
        if name not in data or not FIELDS[name][0](data[name])
    ]


class Handler(BaseHTTPRequestHandler):
    def replace(self, task, data):
        errors = wrong_fields(data, FIELDS)
        if errors:
            return self.reply(422, {"errors": errors})
        tasks[task["id"]] = {"id": task["id"], **{name: data[name] for name in FIELDS}}
        self.reply(200, tasks[task["id"]])

    def change(self, task, data):
        sent = [name for name in FIELDS if name in data]
        errors = wrong_fields(data, sent)
        if errors:
            return self.reply(422, {"errors": errors})
        for name in sent:
            task[name] = data[name]
        self.reply(200, task)

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
