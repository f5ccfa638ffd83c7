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
except errors.UniqueViolation:
    sys.exit(f"{author} has already reviewed product {product_id}")
except errors.ForeignKeyViolation:
    sys.exit(f"there is no product {product_id}")
except errors.CheckViolation:
    sys.exit("stars must be 1 to 5")

print(f"review {review_id} saved")
