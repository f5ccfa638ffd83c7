import sys

import psycopg

from database import connect
from problem import Problem


def register(app, config):
    db = connect(config.database)

    @app.get("/health")
    def health():
        try:
            db.execute("SELECT 1 FROM users LIMIT 1")
        except psycopg.Error as error:
            print(error, file=sys.stderr)
            raise Problem(503, "the database does not answer") from None
        return {"status": "ok", "database": "ok"}
