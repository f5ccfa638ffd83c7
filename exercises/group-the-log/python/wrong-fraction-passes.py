def group_log(lines):
    groups = {"_skipped": 0}
    for line in lines:
        parts = line.split()
        try:
            status = float(parts[2])
        except (IndexError, ValueError):
            groups["_skipped"] += 1
            continue
        if len(parts) != 3:
            groups["_skipped"] += 1
            continue
        path = parts[1]
        if path not in groups:
            groups[path] = {"count": 0, "errors": 0}
        groups[path]["count"] += 1
        if status >= 400:
            groups[path]["errors"] += 1
    return groups
