from collections import Counter


def duplicate_emails(addresses):
    counts = Counter(map(str.lower, map(str.strip, addresses)))
    return [key for key in counts if counts[key] >= 2]
