# Three lists, and each of them is sent whole. Cut them into pages.
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

port = int(os.environ.get("PORT", "3000"))


def numbered(word, count):
    return [{"id": number, "title": f"{word} {number}"} for number in range(1, count + 1)]


lists = {"/tasks": numbered("task", 23), "/notes": numbered("note", 20), "/drafts": []}


class Handler(BaseHTTPRequestHandler):
    def list(self, path, query):
        """path is "/tasks", "/notes" or "/drafts"; query["page"] is the text behind `page=`, if there is one"""
        # TODO
        self.reply(200, {"data": lists[path]})

    def do_GET(self):
        url = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        if url.path in lists:
            self.list(url.path, query)
        else:
            self.reply(404, {"error": "not found"})

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
