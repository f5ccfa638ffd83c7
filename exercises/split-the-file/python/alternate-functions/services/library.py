class Refused(Exception):
    def __init__(self, why, text):
        self.why, self.text = why, text


def book(rows, book_id):
    found = rows.book(book_id)
    if not found:
        raise Refused("missing", "no such book")
    return found


def lend(rows, reader, books, most):
    if len(rows.loans(reader)) + len(books) > most:
        raise Refused("conflict", f"a reader may have {most} books at once")
    lent = []
    for wanted in books:
        if not rows.take(wanted):
            raise Refused("conflict", f"no copy of book {wanted} is free")
        lent.append(rows.note(reader, wanted))
    return lent


def give_back(rows, loan):
    returned = rows.strike(loan)
    if not returned:
        raise Refused("missing", "no such loan")
    rows.put_back(returned["book_id"])
