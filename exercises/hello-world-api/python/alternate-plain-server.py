import json
import os
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

ROUTES = {"/": {"message": "Hello, World!"}}


class Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        data = ROUTES.get(urlsplit(self.path).path)
        status = HTTPStatus.OK if data else HTTPStatus.NOT_FOUND
        body = json.dumps(data or {"error": "not found"}, indent=2).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    address = ("", int(os.getenv("PORT") or 3000))
    with HTTPServer(address, Api) as server:
        server.serve_forever()
