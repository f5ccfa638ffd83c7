import math
import sys

USAGE = "usage: python3 main.py NUMBER OPERATOR NUMBER"
OPERATORS = ["+", "-", "x", "*", "/", "%", "**"]


def parse_number(text):
    if "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return number


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
            return math.nan


def show(number):
    """At most ten digits behind the point, and no minus before a zero."""
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    if text == "-0":
        return "0"
    return text


class Problem(Exception):
    def __init__(self, message, exit_code=2):
        super().__init__(message)
        self.exit_code = exit_code


def number_of(text, known):
    number = known.get(text, parse_number(text))
    if number is None:
        raise Problem(f'not a number: "{text}"')
    return number


def answer(parts, known):
    if len(parts) != 3:
        raise Problem(USAGE)
    left, right = number_of(parts[0], known), number_of(parts[2], known)
    if parts[1] not in OPERATORS:
        raise Problem(f'unknown operator: "{parts[1]}". Use one of {" ".join(OPERATORS)}')
    try:
        result = calculate(left, parts[1], right)
    except ZeroDivisionError:
        raise Problem("cannot divide by zero", 3) from None
    if not math.isfinite(result):
        raise Problem("no result", 3)
    print(show(result))
    return result


def main(args):
    if args:
        answer(args, {})
        return
    known = {}
    for line in filter(None, map(str.split, sys.stdin)):
        try:
            known["ans"] = answer(line, known)
        except Problem as problem:
            print(problem, file=sys.stderr)


try:
    main(sys.argv[1:])
except Problem as problem:
    print(problem, file=sys.stderr)
    sys.exit(problem.exit_code)
