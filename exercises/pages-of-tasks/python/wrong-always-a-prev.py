import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import ceil, inf
from urllib.parse import parse_qs, urlsplit

port = int(os.environ.get("PORT", "3000"))


def numbered(word, count):
    return [{"id": number, "title": f"{word} {number}"} for number in range(1, count + 1)]


lists = {"/tasks": numbered("task", 23), "/notes": numbered("note", 20), "/drafts": []}


def number(query, name, usual, most):
    """The number in the query, or the usual one; None if it is none from 1 to most."""
    if name not in query:
        return usual
    if not re.fullmatch(r"[0-9]{1,15}", query[name]):
        return None
    value = int(query[name])
    return value if 1 <= value <= most else None


def paginate(path, items, page, limit):
    start = (page - 1) * limit
    pages = ceil(len(items) / limit)

    def link(number):
        return f"{path}?page={number}&limit={limit}" if 1 <= number <= pages else None

    return {
        "data": items[start : start + limit],
        "meta": {"total": len(items), "page": page, "limit": limit, "pages": pages},
        "links": {"prev": f"{path}?page={page - 1}&limit={limit}", "next": link(page + 1)},
    }


class Handler(BaseHTTPRequestHandler):
    def list(self, path, query):
        page = number(query, "page", 1, inf)
        limit = number(query, "limit", 10, 100)
        if page is None:
            return self.reply(400, {"error": "page must be a whole number from 1"})
        if limit is None:
            return self.reply(400, {"error": "limit must be a whole number from 1 to 100"})
        self.reply(200, paginate(path, lists[path], page, limit))

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
