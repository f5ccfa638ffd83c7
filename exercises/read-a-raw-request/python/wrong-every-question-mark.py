"""The text of a request, taken apart."""
import re
from urllib.parse import parse_qs


def parse_request(text):
    # the first empty line ends the head
    head, *rest = re.split(r"\r?\n\r?\n", text, maxsplit=1)
    body = rest[0] if rest else ""
    request_line, *header_lines = re.split(r"\r?\n", head.rstrip())

    parts = request_line.split(" ")
    if len(parts) != 3 or "" in parts or not parts[2].startswith("HTTP/"):
        raise ValueError("bad request line")
    method, target, _ = parts
    path, search = target.split("?")
    return {
        "method": method,
        "path": path,
        "query": parse_qs(search, keep_blank_values=True),
        "headers": parse_headers(header_lines),
        "body": body,
    }


def parse_headers(lines):
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError("bad header line")
        name, value = name.lower(), value.strip()
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
