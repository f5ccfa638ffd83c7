"""How many statements each request sends."""

import psycopg
from flask import g


class CountingCursor(psycopg.Cursor):
    def execute(self, *args, **kwargs):
        g.statements += 1
        return super().execute(*args, **kwargs)


def start_counting():
    g.statements = 0


def show_count(response):
    response.headers["Server-Timing"] = f'db;desc="{g.statements}"'
    return response
