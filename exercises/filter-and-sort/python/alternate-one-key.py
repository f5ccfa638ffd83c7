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


def rank(values, value, down):
    place = sorted(set(values)).index(value)
    return -place if down else place


def key_for(names):
    def key(task):
        ranks = [rank([one[name.strip("-")] for one in TASKS], task[name.strip("-")], name[0] == "-") for name in names]
        return (*ranks, task["id"])

    return key


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
        if status not in (None, "open", "done"):
            self.reply(400, {"error": "status is open or done", "allowed": ["done", "open"]})
            return
        sort = query.get("sort", "id")
        if not re.fullmatch("-?(id|title|due)(,-?(id|title|due))*", sort):
            self.reply(400, {"error": "sort by these", "allowed": ["due", "id", "title"]})
            return
        chosen = filter(lambda task: status in (None, task["status"]), TASKS)
        self.reply(200, paginate(sorted(chosen, key=key_for(sort.split(","))), page, limit))

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
