def duplicate_emails(addresses):
    seen = set()
    duplicates = []
    for address in addresses:
        key = address.strip().lower()
        if key in seen:
            duplicates.append(key)
        seen.add(key)
    return duplicates
