import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

port = int(os.environ.get("PORT", "3000"))


def numbered(word, count):
    return [{"id": number, "title": f"{word} {number}"} for number in range(1, count + 1)]


lists = {"/tasks": numbered("task", 23), "/notes": numbered("note", 20), "/drafts": []}


def number(text, most):
    if not text.isascii() or not text.isdecimal():
        return None
    value = int(text)
    return None if value == 0 or value > most else value


class Handler(BaseHTTPRequestHandler):
    def list(self, path, query):
        page = number(query.get("page", "1"), 10**12)
        limit = number(query.get("limit", "10"), 100)
        if page is None or limit is None:
            self.reply(400, {"error": "page counts from 1, limit goes from 1 to 100"})
            return
        items = lists[path]
        chunks = [items[at : at + limit] for at in range(0, len(items), limit)]
        base = f"{path}?limit={limit}".replace("?", "?page=%d&")
        prev = next_page = None
        if page > 1 and chunks:
            prev = base % min(page - 1, len(chunks))
        if page < len(chunks):
            next_page = base % (page + 1)
        self.reply(200, {
            "data": chunks[page - 1] if page <= len(chunks) else [],
            "meta": dict(total=len(items), page=page, limit=limit, pages=len(chunks)),
            "links": {"prev": prev, "next": next_page},
        })

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
