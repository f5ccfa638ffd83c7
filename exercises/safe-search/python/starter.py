# It works, as long as everybody who uses it is honest and looks for
# nothing special. Make it safe.
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import psycopg
from psycopg.rows import dict_row

port = int(os.environ.get("PORT", "3000"))


class Handler(BaseHTTPRequestHandler):
    def products(self, params):
        search = params.get("search", "")
        order = params.get("sort", "name")
        max_price = params.get("max_price")

        sql = f"""SELECT id, name, price_cents FROM products
            WHERE name ILIKE '%{search}%'"""
        if max_price is not None:
            sql += f" AND price_cents <= {max_price}"
        sql += f" ORDER BY {'price_cents, name' if order == 'price' else order}"

        with psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row) as db:
            rows = db.execute(sql).fetchall()
        self.reply(200, rows)

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path != "/products":
            return self.reply(404, {"error": "not found"})
        try:
            self.products(dict(parse_qsl(url.query)))
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
