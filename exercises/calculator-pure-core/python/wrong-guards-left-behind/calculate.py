import math


def calculate(left, operator, right):
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
            raise ArithmeticError("no result")
