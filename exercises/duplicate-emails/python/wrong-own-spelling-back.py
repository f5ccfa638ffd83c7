def duplicate_emails(addresses):
    counts = {}
    spelling = {}
    for address in addresses:
        key = address.strip().lower()
        counts[key] = counts.get(key, 0) + 1
        if key not in spelling:
            spelling[key] = address
    return [spelling[key] for key, count in counts.items() if count > 1]
