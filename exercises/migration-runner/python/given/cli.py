# The command line of the runner: `python3 main.py up`, `python3 main.py down 1`, or several after each other: `up down 2 up`.
# It works in the folder `migrations`. Leave this file as it is.
import os
import sys
from pathlib import Path

import psycopg


def run(up, down):
    words = sys.argv[1:]
    folder = Path("migrations")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as db:
        while words:
            command = words.pop(0)
            try:
                names = up(db, folder) if command == "up" else down(db, folder, int(words.pop(0)))
                print(f"{command}:", " ".join(names) or "nothing")
            except psycopg.Error as error:
                print(f"{command} failed:", error.sqlstate)
                sys.exit(1)
            except ValueError as error:
                print(f"{command} refused:", error)
                sys.exit(1)
