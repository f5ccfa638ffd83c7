"""How many statements each request sends."""

import time

import psycopg
from flask import g


class CountingCursor(psycopg.Cursor):
    def execute(self, *args, **kwargs):
        g.statements += 1
        return super().execute(*args, **kwargs)


def start_counting():
    g.statements = 0
    g.start = time.perf_counter()


def show_count(response):
    milliseconds = (time.perf_counter() - g.start) * 1000
    response.headers["Server-Timing"] = f'db;dur={milliseconds:.1f};desc="{g.statements}"'
    return response
