import bank


def transfer(db, source, target, cents):
    """Move cents from one voucher to another: all or nothing, never below zero, whoever else is at work."""
    (balance,) = db.execute("SELECT cents FROM accounts WHERE id = %s", (source,)).fetchone()
    if balance < cents:
        raise ValueError("not enough money")
    db.execute("UPDATE accounts SET cents = %s WHERE id = %s", (balance - cents, source))
    # TODO: the other account, and everything that can go wrong


bank.run(transfer)
