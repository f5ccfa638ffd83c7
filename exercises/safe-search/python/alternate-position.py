# Without LIKE there is nothing to escape; conditions are collected.
import os

import psycopg
from flask import Flask, jsonify, request
from psycopg.rows import dict_row

app = Flask(__name__)


@app.get("/products")
def products():
    search, sort, most = (request.args.get(name) for name in ("search", "sort", "max_price"))
    if sort not in (None, "name", "price"):
        return jsonify(error="sort is name or price"), 400
    if most is not None and not (most.isascii() and most.isdecimal()):
        return jsonify(error="max_price is a whole number of cents"), 400

    conditions, values = ["true"], []
    if search:
        conditions.append("position(lower(%s) in lower(name)) > 0")
        values.append(search)
    if most is not None:
        conditions.append("price_cents <= %s")
        values.append(int(most))
    sql = "SELECT id, name, price_cents FROM products WHERE " + " AND ".join(conditions)
    sql += " ORDER BY price_cents, name" if sort == "price" else " ORDER BY name"
    with psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row) as db:
        return jsonify(db.execute(sql, values).fetchall())


app.run(port=int(os.environ.get("PORT", "3000")))
