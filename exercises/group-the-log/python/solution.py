def group_log(lines):
    groups = {"_skipped": 0}
    for line in lines:
        parts = line.split()
        if len(parts) != 3 or not parts[2].isdecimal():
            groups["_skipped"] += 1
            continue
        _method, path, status = parts
        group = groups.setdefault(path, {"count": 0, "errors": 0})
        group["count"] += 1
        if int(status) >= 400:
            group["errors"] += 1
    return groups
