"""What stands in a query is a text, and comes from strangers."""

from problem import Problem


def one_of(words, name, text):
    if text not in words:
        raise Problem(400, f"{name} is one of {', '.join(words)}")
    return text


def in_range(name, value, largest):
    if value is not None and not 1 <= value <= largest:
        raise Problem(400, f"{name} is a number from 1 to {largest}")
    return value
