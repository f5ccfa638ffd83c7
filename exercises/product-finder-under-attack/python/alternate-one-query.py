import os
import sys

import psycopg
from psycopg.rows import dict_row

QUERY = """
    SELECT name, price_cents
    FROM products
    WHERE name ILIKE '%%' || %s || '%%'
      AND (%s::integer IS NULL OR price_cents <= %s::integer)
    ORDER BY name
"""


def main(text, price=None):
    if price is not None and not (price.isascii() and price.isdigit()):
        print("the price is a whole number of cents", file=sys.stderr)
        return 2
    with psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row) as db:
        lines = [f"{row['name']}: {row['price_cents']}" for row in db.execute(QUERY, (text, price, price))]
    print("\n".join(lines) or "nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
