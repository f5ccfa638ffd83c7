def duplicate_emails(addresses):
    counts = {}
    for address in addresses:
        counts[address] = counts.get(address, 0) + 1
    return [address for address, count in counts.items() if count > 1]
