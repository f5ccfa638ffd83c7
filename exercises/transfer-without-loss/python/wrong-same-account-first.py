import bank


def transfer(db, source, target, cents):
    """Move cents from one voucher to another: all or nothing, never below zero, whoever else is at work."""
    if source == target:
        raise ValueError("same account")
    if not isinstance(cents, int) or cents <= 0:
        raise ValueError("not an amount")
    with db.transaction():
        # Everybody locks the smaller id first, so nobody waits in a circle.
        found = dict(
            db.execute(
                "SELECT id, cents FROM accounts WHERE id IN (%s, %s) ORDER BY id FOR UPDATE",
                (source, target),
            ).fetchall()
        )
        if len(found) < 2:
            raise ValueError("no such account")
        if found[source] < cents:
            raise ValueError("not enough money")
        db.execute("UPDATE accounts SET cents = cents - %s WHERE id = %s", (cents, source))
        db.execute("UPDATE accounts SET cents = cents + %s WHERE id = %s", (cents, target))


bank.run(transfer)
