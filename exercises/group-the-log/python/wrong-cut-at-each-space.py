def group_log(lines):
    groups = {"_skipped": 0}
    for line in lines:
        parts = line.strip().split(" ")
        if len(parts) != 3 or not parts[2].isdecimal():
            groups["_skipped"] += 1
            continue
        path = parts[1]
        if path not in groups:
            groups[path] = {"count": 0, "errors": 0}
        groups[path]["count"] += 1
        if int(parts[2]) >= 400:
            groups[path]["errors"] += 1
    return groups
