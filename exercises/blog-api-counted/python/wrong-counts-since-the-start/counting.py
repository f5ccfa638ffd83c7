"""How many statements each request sends."""

import psycopg

counter = {"statements": 0}


class CountingCursor(psycopg.Cursor):
    def execute(self, *args, **kwargs):
        counter["statements"] += 1
        return super().execute(*args, **kwargs)


def show_count(response):
    response.headers["Server-Timing"] = f'db;desc="{counter["statements"]}"'
    return response
