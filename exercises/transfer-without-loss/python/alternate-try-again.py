import bank
from psycopg import errors


def transfer(db, source, target, cents):
    if cents != int(cents) or cents <= 0:
        raise ValueError("not an amount")
    if source == target:
        raise ValueError("same account")
    while True:
        try:
            db.execute("BEGIN ISOLATION LEVEL SERIALIZABLE")
            db.execute("LOCK TABLE accounts IN EXCLUSIVE MODE")
            rows = db.execute("SELECT id, cents FROM accounts WHERE id = ANY (%s)", ([source, target],)).fetchall()
            cash = {row[0]: row[1] for row in rows}
            if source not in cash or target not in cash:
                raise ValueError("no such account")
            if cash[source] < cents:
                raise ValueError("not enough money")
            db.execute(
                "UPDATE accounts SET cents = cents + CASE id WHEN %s THEN %s ELSE %s END WHERE id IN (%s, %s)",
                (source, -cents, cents, source, target),
            )
            db.execute("COMMIT")
            return
        except (errors.SerializationFailure, errors.DeadlockDetected):
            db.execute("ROLLBACK")
        except BaseException:
            db.execute("ROLLBACK")
            raise


bank.run(transfer)
