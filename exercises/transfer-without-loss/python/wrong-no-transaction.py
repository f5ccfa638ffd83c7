import bank


def transfer(db, source, target, cents):
    """Move cents from one voucher to another: all or nothing, never below zero, whoever else is at work."""
    if not isinstance(cents, int) or cents <= 0:
        raise ValueError("not an amount")
    if source == target:
        raise ValueError("same account")
    ends = db.execute("SELECT id FROM accounts WHERE id IN (%s, %s)", (source, target)).fetchall()
    if len(ends) < 2:
        raise ValueError("no such account")
    paid = db.execute(
        "UPDATE accounts SET cents = cents - %s WHERE id = %s AND cents >= %s",
        (cents, source, cents),
    )
    if paid.rowcount == 0:
        raise ValueError("not enough money")
    db.execute("UPDATE accounts SET cents = cents + %s WHERE id = %s", (cents, target))


bank.run(transfer)
