import math

OPERATORS = ["+", "-", "x", "*", "/", "%", "**"]


def calculate(left, operator, right):
    """The result of one operation on two numbers, or what is wrong."""
    if operator not in OPERATORS:
        return None, f'unknown operator: "{operator}"; allowed: {" ".join(OPERATORS)}', 2
    if operator in ("/", "%") and right == 0:
        return None, "cannot divide by zero", 3
    result = apply(left, operator, right)
    if not math.isfinite(result):
        return None, "no result", 3
    return result, None, 0


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
