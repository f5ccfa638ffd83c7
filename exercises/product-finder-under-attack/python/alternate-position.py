import os
import sys

import psycopg

text, *rest = sys.argv[1:]
limit = 2**31 - 1
if rest:
    if not all(sign in "0123456789" for sign in rest[0]) or not rest[0]:
        sys.stderr.write("the price is a whole number of cents\n")
        sys.exit(2)
    limit = int(rest[0])

with psycopg.connect(os.environ["DATABASE_URL"]) as db, db.cursor() as cursor:
    cursor.execute(
        "SELECT name, price_cents FROM products "
        "WHERE position(lower(%s) in lower(name)) > 0 AND price_cents <= %s ORDER BY name",
        (text, limit),
    )
    found = False
    for name, price in cursor:
        found = True
        print(f"{name}: {price}")
    if not found:
        print("nothing found")
