def duplicate_emails(addresses):
    keys = [address.strip().lower() for address in addresses]
    seen = set()
    again = set()
    for key in keys:
        if key in seen:
            again.add(key)
        seen.add(key)
    result = []
    for key in keys:
        if key in again:
            result.append(key)
            again.remove(key)
    return result
