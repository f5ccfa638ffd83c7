def group_log(lines):
    groups = {"_skipped": 0}
    for line in lines:
        parts = line.split()
        path = parts[1]
        status = int(parts[2])
        if path not in groups:
            groups[path] = {"count": 0, "errors": 0}
        groups[path]["count"] += 1
        if status >= 400:
            groups[path]["errors"] += 1
    return groups
