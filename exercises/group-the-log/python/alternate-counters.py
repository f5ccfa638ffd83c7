import re
from collections import Counter

REQUEST = re.compile(r"\s*\S+\s+(\S+)\s+(\d+)\s*")


def group_log(lines):
    found = [REQUEST.fullmatch(line) for line in lines]
    count = Counter(match[1] for match in found if match)
    errors = Counter(match[1] for match in found if match and int(match[2]) >= 400)
    groups = {path: {"count": count[path], "errors": errors[path]} for path in count}
    return {**groups, "_skipped": found.count(None)}
