"""What stands in a query is a text, and comes from strangers."""

import re

from fields import refuse
from problem import Problem


def one_of(words, name, text):
    if text not in words:
        raise Problem(400, f"{name} is one of {', '.join(words)}")
    return text


def number(name, text, largest=None):
    value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
    wrong = value < 1 or (largest and value > largest)
    refuse(**{name: wrong and "is no number that is allowed"})
    return value
