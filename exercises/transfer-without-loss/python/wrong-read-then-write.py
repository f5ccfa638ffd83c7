import bank


def transfer(db, source, target, cents):
    """Move cents from one voucher to another: all or nothing, never below zero, whoever else is at work."""
    if not isinstance(cents, int) or cents <= 0:
        raise ValueError("not an amount")
    if source == target:
        raise ValueError("same account")
    with db.transaction():
        found = dict(
            db.execute(
                "SELECT id, cents FROM accounts WHERE id IN (%s, %s)",
                (source, target),
            ).fetchall()
        )
        if len(found) < 2:
            raise ValueError("no such account")
        if found[source] < cents:
            raise ValueError("not enough money")
        for account in sorted((source, target)):
            left = found[account] - cents if account == source else found[account] + cents
            db.execute("UPDATE accounts SET cents = %s WHERE id = %s", (left, account))


bank.run(transfer)
