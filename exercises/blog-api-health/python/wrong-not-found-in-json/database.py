import psycopg
from psycopg.rows import dict_row


def connect(url):
    """A connection for one request. Each statement commits by itself."""
    return psycopg.connect(url, row_factory=dict_row, autocommit=True, connect_timeout=10)
