# Hand back the addresses that occur more than once, each of them once.
def duplicate_emails(addresses):
    return addresses
