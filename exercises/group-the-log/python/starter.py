# Hand back one dict: {"_skipped": …, "/path": {"count": …, "errors": …}}
def group_log(lines):
    groups = {}
    return groups
