def duplicate_emails(addresses):
    seen = set()
    twice = set()
    for address in addresses:
        clean = address.strip().lower()
        if clean in seen:
            twice.add(clean)
        seen.add(clean)
    return twice
