import os
import re
import sys

import psycopg


def find(db, text, max_price):
    sql = "SELECT name, price_cents FROM products WHERE name ILIKE '%%s%'"
    values = [text]
    if max_price is not None:
        sql += " AND price_cents <= %s"
        values.append(max_price)
    return db.execute(sql + " ORDER BY name", values).fetchall()


text = sys.argv[1]
max_price = sys.argv[2] if len(sys.argv) > 2 else None
if max_price is not None and not re.fullmatch(r"\d+", max_price):
    print("the price is a whole number of cents", file=sys.stderr)
    sys.exit(2)

with psycopg.connect(os.environ["DATABASE_URL"]) as db:
    products = find(db, text, max_price)

for name, price in products:
    print(f"{name}: {price}")
if not products:
    print("nothing found")
