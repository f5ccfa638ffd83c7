def same(left, right):
    return left.strip().lower() == right.strip().lower()


def duplicate_emails(addresses):
    duplicates = []
    for address in addresses:
        count = 0
        for other in addresses:
            if same(address, other):
                count += 1
        key = address.strip().lower()
        if count > 1 and key not in duplicates:
            duplicates.append(key)
    return duplicates
