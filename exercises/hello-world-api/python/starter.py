# Your first API. Fill the three TODOs; the rest is there to be read.
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# TODO 1: the port in the environment variable PORT, or 3000 if there
# is none
port = 3000


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/":
            self.reply(200, {"message": "Hello, World!"})
        else:
            # TODO 3: the status 404 and the body {"error": "not found"}
            self.reply(200, {})

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        # TODO 2: say that the body is JSON
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
