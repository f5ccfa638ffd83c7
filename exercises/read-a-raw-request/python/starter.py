"""The text of a request, taken apart."""


def parse_request(text):
    # TODO
    return {"method": "", "path": "", "query": {}, "headers": {}, "body": ""}
