# psycopg.sql writes names of columns as safely as parameters write values.
import json
import os
from urllib.parse import parse_qs
from wsgiref.simple_server import make_server

import psycopg
from psycopg import sql

db = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)

QUERY = sql.SQL(
    "SELECT id, name, price_cents FROM products"
    " WHERE strpos(upper(name), upper({search})) > 0 AND price_cents <= {most} ORDER BY {columns}"
)
COLUMNS = {"name": ["name"], "price": ["price_cents", "name"]}


def answer(query):
    values = {name: given[-1] for name, given in parse_qs(query).items()}
    columns = COLUMNS.get(values.get("sort", "name"))
    if columns is None:
        return "400 Bad Request", {"error": "sort is name or price"}
    most = values.get("max_price", "2147483647")
    if not all(sign in "0123456789" for sign in most):
        return "400 Bad Request", {"error": "max_price is a whole number of cents"}
    statement = QUERY.format(
        search=sql.Placeholder("search"),
        most=sql.Placeholder("most"),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
    )
    rows = db.execute(statement, {"search": values.get("search", ""), "most": int(most)})
    return "200 OK", [dict(zip(("id", "name", "price_cents"), row)) for row in rows]


def app(environ, start_response):
    status, data = answer(environ["QUERY_STRING"])
    start_response(status, [("Content-Type", "application/json")])
    return [json.dumps(data).encode()]


make_server("", int(os.environ.get("PORT", "3000")), app).serve_forever()
