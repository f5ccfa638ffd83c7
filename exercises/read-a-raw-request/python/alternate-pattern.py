import re
from urllib.parse import unquote_plus

FIRST = re.compile(r"(\S+) ([^\s?]+)(?:\?(\S*))? HTTP/[0-9.]+")


def parse_request(text):
    lines = text.split("\n")
    size = 0
    head = []
    for line in lines:
        size += len(line) + 1
        if line.rstrip("\r") == "":
            break
        head.append(line.rstrip("\r"))
    first = FIRST.fullmatch(head[0]) if head else None
    if first is None:
        raise ValueError("request line")
    query = {}
    for pair in filter(None, (first[3] or "").split("&")):
        name, _, value = pair.partition("=")
        query.setdefault(unquote_plus(name), []).append(unquote_plus(value))
    headers = {}
    for line in head[1:]:
        if ":" not in line:
            raise ValueError("header line")
        name, value = line.split(":", maxsplit=1)
        headers.setdefault(name.lower(), []).append(value.strip())
    return {
        "method": first[1],
        "path": first[2],
        "query": query,
        "headers": {name: ", ".join(values) for name, values in headers.items()},
        "body": text[size:],
    }
