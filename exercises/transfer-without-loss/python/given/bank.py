# The bank calls your transfer and looks at the books. Leave this file as it is.
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def balances():
    with connect() as db:
        return dict(db.execute("SELECT id, cents FROM accounts ORDER BY id").fetchall())


def ask(transfer, db, source, target, cents):
    try:
        transfer(db, source, target, cents)
        return "done"
    except psycopg.Error as error:
        return f"failed: {error.sqlstate}"
    except ValueError as error:
        return f"refused: {error}"


def together(transfer, wishes, callers):
    """Each caller has a connection of its own, and makes every so many-th transfer."""
    before = balances()
    answers = [None] * len(wishes)
    start = Barrier(callers)

    def caller(first):
        with connect() as db:
            start.wait()
            for n in range(first, len(wishes), callers):
                answers[n] = ask(transfer, db, *wishes[n])

    with ThreadPoolExecutor(callers) as pool:
        list(pool.map(caller, range(callers)))
    for answer, (source, target, cents) in zip(answers, wishes):
        if answer == "done":
            before[source] -= cents
            before[target] += cents
    after = balances()
    failed = {answer for answer in answers if answer.startswith("failed")}
    print("books:", "right" if after == before else "wrong")
    print("below zero:", "yes" if min(after.values()) < 0 else "no")
    print(", ".join(sorted(failed)) or "failed: none")


def run(transfer):
    command, *rest = sys.argv[1:]
    if command == "pay":  # one transfer
        source, target, cents = rest
        with connect() as db:
            cents = float(cents) if "." in cents else int(cents)
            print(ask(transfer, db, int(source), int(target), cents))
    elif command == "rush":  # 20 callers want 10 euros each, from an account that holds 100
        together(transfer, [(1, 3, 1000)] * 20, 20)
    elif command == "across":  # two from 1 to 2, two from 2 to 1, at the same moment
        together(transfer, [(1, 2, 100), (2, 1, 100)] * 2, 4)
    elif command == "storm":  # 200 transfers in every direction, 20 at a time
        ids = [1, 2, 3, 5, 6]
        wishes = [(ids[n % 5], ids[(n + 1 + n % 4) % 5], 1 + n * 37 % 400) for n in range(200)]
        together(transfer, wishes, 20)
    elif command == "again":  # 25 transfers to nobody, then a good one
        with connect() as db:
            for _ in range(25):
                ask(transfer, db, 1, 99, 100)
            print(ask(transfer, db, 1, 2, 500))
