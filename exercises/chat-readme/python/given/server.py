import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ.get("PORT", "3000"))
MOST = int(os.environ.get("MAX_LENGTH", "2000"))
rooms = {}


class Chat(BaseHTTPRequestHandler):
    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def room(self):
        found = re.fullmatch(r"/rooms/([a-z0-9-]+)/messages", self.path)
        return found and found[1]

    def do_GET(self):
        if self.path == "/health":
            self.reply(200, {"status": "ok"})
        elif room := self.room():
            self.reply(200, rooms.get(room, []))
        else:
            self.reply(404, {"error": "not found"})

    def do_POST(self):
        room = self.room()
        if not room:
            return self.reply(404, {"error": "not found"})
        try:
            said = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        except ValueError:
            return self.reply(400, {"error": "not JSON"})
        if not 1 <= len(said.get("text", "")) <= MOST:
            return self.reply(422, {"error": "text"})
        messages = rooms.setdefault(room, [])
        message = {"number": len(messages) + 1, "from": said.get("from"), "text": said["text"]}
        messages.append(message)
        self.reply(201, message)


if __name__ == "__main__":
    ThreadingHTTPServer(("", PORT), Chat).serve_forever()
