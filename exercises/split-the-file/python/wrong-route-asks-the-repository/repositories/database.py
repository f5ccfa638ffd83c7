import psycopg
from psycopg.rows import dict_row


def connector(url):
    """A function that connects: `with connect() as db` is one transaction, undone by any exception."""
    return lambda: psycopg.connect(url, row_factory=dict_row)
