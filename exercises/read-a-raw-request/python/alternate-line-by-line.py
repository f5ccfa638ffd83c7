import io
from collections import defaultdict
from urllib.parse import parse_qsl


def parse_request(text):
    stream = io.StringIO(text, newline="")

    def next_line():
        return stream.readline().removesuffix("\n").removesuffix("\r")

    try:
        method, target, version = next_line().split()
    except ValueError:
        raise ValueError("the request line has not three parts") from None
    if not version.startswith("HTTP/"):
        raise ValueError("no version in the request line")

    headers = {}
    while line := next_line():
        if ":" not in line:
            raise ValueError("a header line without a colon")
        name, value = line.split(":", 1)
        key = name.lower()
        headers[key] = ", ".join([headers[key], value.strip()] if key in headers else [value.strip()])

    path, _, search = target.partition("?")
    query = defaultdict(list)
    for name, value in parse_qsl(search, keep_blank_values=True):
        query[name].append(value)
    return {"method": method, "path": path, "query": dict(query), "headers": headers, "body": stream.read()}
