import re

from errors import Invalid


def read_id(text):
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Invalid("an id is a whole number")
    return int(text)
