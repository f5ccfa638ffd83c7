import os
import sys

import psycopg
from psycopg.rows import dict_row


def main(product_id, author, stars, comment=None):
    refusals = {
        "23505": f"{author} has already reviewed product {product_id}",
        "23503": f"there is no product {product_id}",
        "23514": "stars must be 1 to 5",
    }
    db = psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row, autocommit=True)
    try:
        cursor = db.cursor()
        cursor.execute(
            "INSERT INTO reviews (product_id, author, stars, comment)"
            " VALUES (%(product)s, %(author)s, %(stars)s, %(comment)s) RETURNING id",
            {"product": int(product_id), "author": author, "stars": int(stars), "comment": comment},
        )
        print("review", cursor.fetchone()["id"], "saved")
        return 0
    except psycopg.IntegrityError as error:
        print(refusals[error.sqlstate], file=sys.stderr)
        return 1
    finally:
        db.close()


sys.exit(main(*sys.argv[1:]))
