import bank


def transfer(db, source, target, cents):
    """Move cents from one voucher to another: all or nothing, never below zero, whoever else is at work."""
    if not isinstance(cents, int) or cents <= 0:
        raise ValueError("not an amount")
    if source == target:
        raise ValueError("same account")
    with db.transaction():
        paid = db.execute(
            "UPDATE accounts SET cents = cents - %s WHERE id = %s AND cents >= %s",
            (cents, source, cents),
        )
        if paid.rowcount == 0:
            known = db.execute("SELECT 1 FROM accounts WHERE id = %s", (source,)).fetchone()
            raise ValueError("not enough money" if known else "no such account")
        got = db.execute("UPDATE accounts SET cents = cents + %s WHERE id = %s", (cents, target))
        if got.rowcount == 0:
            raise ValueError("no such account")


bank.run(transfer)
