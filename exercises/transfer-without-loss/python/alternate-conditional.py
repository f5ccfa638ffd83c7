import bank


class Refused(ValueError):
    pass


def take(db, account, cents):
    sql = "UPDATE accounts SET cents = cents - %(cents)s WHERE id = %(id)s AND cents >= %(cents)s"
    if db.execute(sql, {"cents": cents, "id": account}).rowcount == 0:
        known = db.execute("SELECT id FROM accounts WHERE id = %s", [account]).fetchone()
        raise Refused("not enough money") if known else Refused("no such account")


def give(db, account, cents):
    if db.execute("UPDATE accounts SET cents = cents + %s WHERE id = %s", [cents, account]).rowcount == 0:
        raise Refused("no such account")


def transfer(db, source, target, cents):
    if type(cents) is not int or cents < 1:
        raise Refused("not an amount")
    if source == target:
        raise Refused("same account")
    with db.transaction():
        for step, account in sorted([(take, source), (give, target)], key=lambda pair: pair[1]):
            step(db, account, cents)


bank.run(transfer)
