import os
import sys

import psycopg

product_id, author, stars, *rest = sys.argv[1:]
if stars not in ("1", "2", "3", "4", "5"):
    sys.exit("stars must be 1 to 5")

db = psycopg.connect(os.environ["DATABASE_URL"])
try:
    row = db.execute(
        """INSERT INTO reviews (product_id, author, stars, comment) VALUES (%s, %s, %s, %s)
           ON CONFLICT (product_id, author) DO NOTHING RETURNING id""",
        (product_id, author, stars, rest[0] if rest else None),
    ).fetchone()
    db.commit()
except psycopg.errors.ForeignKeyViolation:
    sys.exit(f"there is no product {product_id}")
finally:
    db.close()

if row is None:
    sys.exit(f"{author} has already reviewed product {product_id}")
print(f"review {row[0]} saved")
