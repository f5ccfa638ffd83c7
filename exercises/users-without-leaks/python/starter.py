# The server and its routes are in server.py. What they do is missing: `create` and `show`.
import os

import psycopg
from psycopg.rows import dict_row

from server import Routes, hash_password, serve


def connect():
    # `with connect() as db:` commits at the end, and closes; rows are dicts
    return psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row)


class Handler(Routes):
    def create(self):
        data = self.read_json()
        # TODO
        self.reply(500, {"error": "not written yet"})

    # `text` is what stands in the path in place of the id
    def show(self, text):
        # TODO
        self.reply(500, {"error": "not written yet"})


serve(Handler)
