import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

port = int(os.environ.get("PORT", "3000"))

TASKS = [
    {"id": 1, "title": "milk", "status": "open", "due": "2027-03-05", "share_token": "k7"},
    {"id": 2, "title": "bread", "status": "done", "due": "2027-03-01", "share_token": "b2"},
    {"id": 3, "title": "stamps", "status": "open", "due": "2027-03-09", "share_token": "x9"},
    {"id": 4, "title": "call", "status": "open", "due": "2027-03-05", "share_token": "a1"},
    {"id": 5, "title": "bread", "status": "open", "due": "2027-03-02", "share_token": "m4"},
    {"id": 6, "title": "bike", "status": "done", "due": "2027-03-09", "share_token": "q8"},
    {"id": 7, "title": "rent", "status": "open", "due": "2027-03-01", "share_token": "c3"},
    {"id": 8, "title": "milk", "status": "done", "due": "2027-03-05", "share_token": "z6"},
    {"id": 9, "title": "zoo", "status": "open", "due": "2027-03-05", "share_token": "d5"},
    {"id": 10, "title": "apples", "status": "done", "due": "2027-03-07", "share_token": "w0"},
    {"id": 11, "title": "letter", "status": "open", "due": "2027-03-09", "share_token": "e4"},
    {"id": 12, "title": "bread", "status": "open", "due": "2027-03-05", "share_token": "n2"},
]

STATUSES = ["open", "done"]
SORTABLE = ["id", "title", "due"]


def sorted_by(tasks, names):
    # sorting keeps the order of what is equal: so the last name is sorted by first
    for name in reversed(names):
        field = name.removeprefix("-")
        tasks = sorted(tasks, key=lambda task: task.get(field, 0), reverse=name.startswith("-"))
    return tasks


def paginate(items, page, limit):
    """One page of a list, without what clients must not see."""
    start = (page - 1) * limit
    shown = ("id", "title", "status", "due")
    return {
        "data": [{name: task[name] for name in shown} for task in items[start : start + limit]],
        "meta": {"total": len(items), "page": page, "limit": limit, "pages": -(-len(items) // limit)},
    }


class Handler(BaseHTTPRequestHandler):
    def list(self, query, page, limit):
        status = query.get("status")
        if status is not None and status not in STATUSES:
            return self.reply(400, {"error": "there is no such status", "allowed": STATUSES})
        names = query.get("sort", "id").split(",")
        if names[0].removeprefix("-") not in SORTABLE:
            return self.reply(400, {"error": "tasks cannot be sorted by that", "allowed": SORTABLE})

        found = [task for task in TASKS if status is None or task["status"] == status]
        self.reply(200, paginate(sorted_by(found, names), page, limit))

    def do_GET(self):
        url = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        page, limit = query.get("page", "1"), query.get("limit", "10")
        if url.path != "/tasks":
            self.reply(404, {"error": "not found"})
        elif not re.fullmatch("[1-9][0-9]{0,5}", page) or not re.fullmatch("[1-9][0-9]?|100", limit):
            self.reply(400, {"error": "bad page or limit"})
        else:
            self.list(query, int(page), int(limit))

    def reply(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
