import math

OPERATORS = ["+", "-", "x", "*", "/", "%", "**"]


def calculate(left, operator, right):
    """The result of one operation on two numbers, not rounded.

    ValueError: there is no such operator. ArithmeticError: there is no result.
    """
    if operator not in OPERATORS:
        raise ValueError(f'unknown operator: "{operator}"; allowed: {" ".join(OPERATORS)}')
    if operator in ("/", "%") and right == 0:
        raise ZeroDivisionError("cannot divide by zero")
    result = apply(left, operator, right)
    if not math.isfinite(result):
        raise ArithmeticError("no result")
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
