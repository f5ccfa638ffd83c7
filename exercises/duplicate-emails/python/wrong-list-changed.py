def duplicate_emails(addresses):
    counts = {}
    for i in range(len(addresses)):
        addresses[i] = addresses[i].strip().lower()
        counts[addresses[i]] = counts.get(addresses[i], 0) + 1
    return [address for address, count in counts.items() if count > 1]
