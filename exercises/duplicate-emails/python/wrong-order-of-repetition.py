def duplicate_emails(addresses):
    seen = set()
    duplicates = {}
    for address in addresses:
        key = address.strip().lower()
        if key in seen:
            duplicates[key] = True
        seen.add(key)
    return list(duplicates)
