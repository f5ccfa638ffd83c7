import math
import operator as op

OPERATIONS = {
    "+": op.add,
    "-": op.sub,
    "x": op.mul,
    "*": op.mul,
    "/": op.truediv,
    "%": op.mod,
    "**": op.pow,
}


class NoAnswer(Exception):
    pass


def calculate(left, operator, right):
    if operator not in OPERATIONS:
        raise KeyError(f'unknown operator: "{operator}", not one of {" ".join(OPERATIONS)}')
    if operator in {"/", "%"} and right == 0:
        raise NoAnswer("cannot divide by zero")
    try:
        result = OPERATIONS[operator](left, right)
        if isinstance(result, complex) or math.isinf(result):
            raise NoAnswer("no result")
    except ArithmeticError:
        raise NoAnswer("no result") from None
    return result
