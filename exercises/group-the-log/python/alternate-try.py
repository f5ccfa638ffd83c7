def parse(line):
    try:
        _method, path, status = line.split()
        return path, int(status)
    except ValueError:
        return None


def group_log(lines):
    groups = {}
    skipped = 0
    for line in lines:
        request = parse(line)
        if request is None:
            skipped += 1
        else:
            path, status = request
            if path not in groups:
                groups[path] = {"count": 0, "errors": 0}
            groups[path]["count"] += 1
            groups[path]["errors"] += status >= 400
    groups["_skipped"] = skipped
    return groups
