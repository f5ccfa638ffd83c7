"""What stands in a query is a text, and comes from strangers."""

import re

from problem import Problem


def one_of(words, name, text):
    if text not in words:
        raise Problem(400, f"{name} is one of {', '.join(words)}")
    return text


def number(name, text, largest):
    value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
    if not 1 <= value <= largest:
        raise Problem(400, f"{name} is a number from 1 to {largest}")
    return value
