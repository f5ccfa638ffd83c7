import math


class Problem(Exception):
    def __init__(self, message, exit_code):
        super().__init__(message)
        self.exit_code = exit_code

OPERATORS = ["+", "-", "x", "*", "/", "%", "**"]


def calculate(left, operator, right):
    """The result of one operation on two numbers, not rounded.

    Raises Problem.
    """
    if operator not in OPERATORS:
        raise Problem(f'unknown operator: "{operator}"; allowed: {" ".join(OPERATORS)}', 2)
    if operator in ("/", "%") and right == 0:
        raise Problem("cannot divide by zero", 3)
    result = apply(left, operator, right)
    if not math.isfinite(result):
        raise Problem("no result", 3)
    return result


def apply(left, operator, right):
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "x" or operator == "*":
        return left * right
    if operator == "/":
        return left / right
    if operator == "%":
        return left % right
    if operator == "**":
        try:
            return math.pow(left, right)
        except (OverflowError, ValueError):
            return math.nan
