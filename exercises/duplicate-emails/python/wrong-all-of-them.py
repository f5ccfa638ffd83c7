def duplicate_emails(addresses):
    seen = {}
    for address in addresses:
        seen[address.strip().lower()] = True
    return list(seen)
