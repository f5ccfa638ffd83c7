"""How many statements each request sends."""

from contextvars import ContextVar

import psycopg

sent = ContextVar("statements of this request")


class CountingCursor(psycopg.Cursor):
    def execute(self, *args, **kwargs):
        sent.set(sent.get() + 1)
        return super().execute(*args, **kwargs)


def start_counting():
    sent.set(0)


def show_count(response):
    response.headers["Server-Timing"] = f'db;desc="{sent.get()}"'
    return response
