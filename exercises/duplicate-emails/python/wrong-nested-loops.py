def duplicate_emails(addresses):
    duplicates = []
    for address in addresses:
        key = address.strip().lower()
        count = 0
        for other in addresses:
            if other.strip().lower() == key:
                count += 1
        if count > 1 and key not in duplicates:
            duplicates.append(key)
    return duplicates
