import json
import os
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import psycopg
from psycopg.rows import dict_row

port = int(os.environ.get("PORT", "3000"))

# a column cannot be a parameter, so only these texts ever become SQL
ORDER = {"name": "name, id", "price": "price_cents DESC, name, id"}


class Handler(BaseHTTPRequestHandler):
    def products(self, params):
        search = params.get("search", "")
        order = params.get("sort", "name")
        max_price = params.get("max_price")

        if order not in ORDER:
            return self.reply(400, {"error": "sort is name or price"})
        if max_price is not None and not re.fullmatch(r"[0-9]{1,9}", max_price):
            return self.reply(400, {"error": "max_price is a whole number of cents"})

        # % and _ mean something to LIKE, and so does the backslash
        pattern = "%" + re.sub(r"([\\%_])", r"\\\1", search) + "%"
        with psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row) as db:
            rows = db.execute(
                f"""SELECT id, name, price_cents FROM products
                    WHERE name ILIKE %s AND (%s::integer IS NULL OR price_cents <= %s::integer)
                    ORDER BY {ORDER[order]}""",
                (pattern, max_price, max_price),
            ).fetchall()
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
