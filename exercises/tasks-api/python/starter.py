# A tasks API that keeps its tasks in memory. Listing and creating work
# halfway. Fill the five TODOs; the rest is there to be read.
import json
import os
import re
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port = int(os.environ.get("PORT", "3000"))

tasks = {}  # id → task
next_id = 1


class Handler(BaseHTTPRequestHandler):
    # everything under /tasks
    def collection(self):
        global next_id
        if self.command == "GET":
            self.reply(200, list(tasks.values()))
        elif self.command == "POST":
            task = {"id": next_id, "title": self.read_json()["title"], "done": False}
            tasks[task["id"]] = task
            # TODO 1: the next task needs another id, and this answer
            # another status and the header Location
            self.reply(200, task)
        # TODO 2: HEAD, and methods that /tasks does not have

    # everything under /tasks/7
    def single(self, task_id):
        task = tasks.get(task_id)
        # TODO 3: a task that is not there, and methods that are not there
        # TODO 4: PATCH changes what was sent and keeps the rest
        # TODO 5: DELETE
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
        # whatever goes wrong above ends here, and the server goes on
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
