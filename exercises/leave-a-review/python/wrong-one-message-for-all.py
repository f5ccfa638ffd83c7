# Stores a review: python3 main.py PRODUCT_ID AUTHOR STARS [COMMENT]
import os
import sys

import psycopg
from psycopg import errors

product_id, author, stars = sys.argv[1:4]
comment = sys.argv[4] if len(sys.argv) > 4 else None

try:
    with psycopg.connect(os.environ["DATABASE_URL"]) as db:
        (review_id,) = db.execute(
            """INSERT INTO reviews (product_id, author, stars, comment)
               VALUES (%s, %s, %s, %s)
               RETURNING id""",
            (product_id, author, stars, comment),
        ).fetchone()
except psycopg.Error:
    sys.exit(f"{author} has already reviewed product {product_id}")

print(f"review {review_id} saved")
