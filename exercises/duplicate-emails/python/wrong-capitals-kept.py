def duplicate_emails(addresses):
    counts = {}
    for address in addresses:
        key = address.strip()
        counts[key] = counts.get(key, 0) + 1
    return [address for address, count in counts.items() if count > 1]
