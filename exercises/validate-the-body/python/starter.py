# POST /tasks makes a task of whatever arrives. Make it look first.
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port = int(os.environ.get("PORT", "3000"))

tasks = []


def validate(data):
    """Everything that is wrong with it, one entry for each field:
    {"field": "title", "message": "…"}"""
    errors = []
    # TODO
    return errors


class Handler(BaseHTTPRequestHandler):
    def create(self):
        # TODO: the wrong Content-Type, a body that is too large, and one
        # that is not JSON

        length = int(self.headers.get("Content-Length", 0))
        data = json.loads(self.rfile.read(length))

        errors = validate(data)
        # TODO: answer them

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
        # whatever goes wrong ends here, and the server goes on
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
