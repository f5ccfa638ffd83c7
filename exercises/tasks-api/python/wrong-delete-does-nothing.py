import json
import os
import re
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port = int(os.environ.get("PORT", "3000"))

tasks = {}  # id → task
next_id = 1


class Handler(BaseHTTPRequestHandler):
    def collection(self):
        global next_id
        if self.command in ("GET", "HEAD"):
            self.reply(200, list(tasks.values()))
        elif self.command == "POST":
            task = {"id": next_id, "title": self.read_json()["title"], "done": False}
            next_id += 1
            tasks[task["id"]] = task
            self.reply(201, task, {"Location": f"/tasks/{task['id']}"})
        else:
            self.not_allowed("GET, HEAD, POST")

    def single(self, task_id):
        if self.command not in ("GET", "HEAD", "PATCH", "DELETE"):
            return self.not_allowed("GET, HEAD, PATCH, DELETE")
        task = tasks.get(task_id)
        if task is None:
            return self.not_found()

        if self.command == "PATCH":
            changes = self.read_json()
            for key in ("title", "done"):
                if key in changes:
                    task[key] = changes[key]
            self.reply(200, task)
        elif self.command == "DELETE":
            tasks.pop(str(task_id), None)
            self.reply(204)
        else:
            self.reply(200, task)

    def route(self):
        path = self.path.split("?")[0]
        match = re.fullmatch(r"/tasks/(\d+)", path)
        if path == "/tasks":
            self.collection()
        elif match:
            self.single(int(match[1]))
        else:
            self.not_found()

    def handle_request(self):
        try:
            self.route()
        except Exception:
            traceback.print_exc()
            self.reply(500, {"error": "internal error"})

    # http.server calls the method that bears the request's name
    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

    def read_json(self):
        length = int(self.headers.get("Content-Length", 0))
        return json.loads(self.rfile.read(length))

    def not_found(self):
        self.reply(404, {"error": "not found"})

    def not_allowed(self, methods):
        self.reply(405, {"error": "method not allowed"}, {"Allow": methods})

    def reply(self, status, data=None, headers={}):
        body = b"" if data is None else json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
