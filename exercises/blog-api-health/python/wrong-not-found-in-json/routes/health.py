import sys

import psycopg

from database import connect
from problem import Problem


def register(app, config):
    @app.get("/health")
    def health():
        try:
            with connect(config.database) as db:
                db.execute("SELECT 1 FROM users LIMIT 1")
        except psycopg.Error as error:
            print(error, file=sys.stderr)
            raise Problem(503, "the database does not answer") from None
        return {"status": "ok", "database": "ok"}
