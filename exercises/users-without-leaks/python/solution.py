import os
import re

import psycopg
from psycopg.rows import dict_row

from server import Routes, hash_password, serve


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], row_factory=dict_row)


class Handler(Routes):
    def create(self):
        data = self.read_json()
        password_hash = hash_password(data["password"])
        try:
            with connect() as db:
                user = db.execute(
                    """INSERT INTO users (name, email, password_hash) VALUES (%s, %s, %s)
                       RETURNING id, name, email""",
                    (data["name"], data["email"].lower(), password_hash),
                ).fetchone()
        except psycopg.errors.UniqueViolation:
            return self.reply(409, {"error": "email already registered"})
        self.reply(201, user)

    def show(self, text):
        if not re.fullmatch(r"[0-9]+", text):
            return self.reply(400, {"error": "an id is a whole number"})
        # any number may be compared with the column, also one that it could not hold
        with connect() as db:
            user = db.execute("SELECT id, name, email FROM users WHERE id = %s", (int(text),)).fetchone()
        if user is None:
            return self.reply(404, {"error": "not found"})
        self.reply(200, user)


serve(Handler)
