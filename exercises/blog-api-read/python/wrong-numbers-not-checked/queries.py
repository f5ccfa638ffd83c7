"""What stands in a query is a text, and comes from strangers."""

from problem import Problem


def one_of(words, name, text):
    if text not in words:
        raise Problem(400, f"{name} is one of {', '.join(words)}")
    return text


def number(name, text, largest):
    return int(text)
