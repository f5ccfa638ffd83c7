# The bank calls your transfer and looks at the books. Leave this file as it is.
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

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


def together(transfer, held, wishes):
    """The desk holds the given accounts until every caller waits for one of them, or has its answer. So all come at once."""

    def caller(wish):  # each with a connection of its own
        with connect() as db:
            return ask(transfer, db, *wish)

    def waiting(callers):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            desk.execute("SELECT pg_stat_clear_snapshot()")
            (blocked,) = desk.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            ).fetchone()
            if blocked + sum(answer.done() for answer in answers) >= callers:
                return
            time.sleep(0.02)

    answers = []
    with ThreadPoolExecutor(len(wishes)) as pool, connect() as desk:
        with desk.transaction():
            desk.execute("SELECT FROM accounts WHERE id = ANY (%s) FOR UPDATE", (held,))
            for wish in wishes:
                answers.append(pool.submit(caller, wish))
                if len(held) == 1:
                    waiting(len(answers))  # one after the other
            waiting(len(wishes))
        return [answer.result() for answer in answers]


def report(before, wishes, answers, after):
    for answer, (source, target, cents) in zip(answers, wishes):
        if answer == "done":
            before[source] -= cents
            before[target] += cents
    failed = {answer for answer in answers if answer.startswith("failed")}
    print("books:", "right" if after == before else "wrong")
    print("below zero:", "yes" if min(after.values()) < 0 else "no")
    print(", ".join(sorted(failed)) or "failed: none")


PAIRS = [(1, 2), (1, 3), (2, 5), (5, 6), (2, 6)]
MANY = {
    # 20 callers want 10 euros each, from an account that holds 100
    "rush": [([1, 3], [(1, 3, 1000)] * 20)],
    # one from 2 to 1, one from 1 to 2, at the same moment
    "across": [([2], [(2, 1, 100), (1, 2, 100)])],
    # 100 transfers between many accounts, 20 at a time
    "storm": [
        ([1, 2, 3, 4, 5, 6], [(*PAIRS[(n + turn) % 5], 1 + (n * 37 + turn) % 80) for n in range(20)]) for turn in range(5)
    ],
}


def run(transfer):
    command, *rest = sys.argv[1:]
    if command == "pay":  # one transfer
        source, target, cents = rest
        with connect() as db:
            cents = float(cents) if "." in cents else int(cents)
            print(ask(transfer, db, int(source), int(target), cents))
    elif command == "again":  # 25 transfers to nobody, then a good one
        with connect() as db:
            for _ in range(25):
                ask(transfer, db, 1, 99, 100)
            print(ask(transfer, db, 1, 2, 500))
    else:
        before = balances()
        answers = []
        for held, wishes in MANY[command]:
            answers += together(transfer, held, wishes)
        report(before, [wish for _, wishes in MANY[command] for wish in wishes], answers, balances())
