import math
import operator
import sys


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


def power(left, right):
    try:
        result = left**right
    except ArithmeticError:
        return None
    return None if isinstance(result, complex) else result


OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "x": operator.mul,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
    "**": power,
}


def show(number):
    """At most ten digits behind the point, and no minus before a zero."""
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    if text == "-0":
        return "0"
    return text


def complain(message, exit_code):
    print(message, file=sys.stderr)
    sys.exit(exit_code)


args = sys.argv[1:]

if len(args) != 3:
    complain("usage: python3 main.py NUMBER OPERATOR NUMBER", 2)

left = parse_number(args[0])
sign = args[1]
right = parse_number(args[2])
if left is None:
    complain(f'not a number: "{args[0]}"', 2)
if right is None:
    complain(f'not a number: "{args[2]}"', 2)

if sign not in OPERATIONS:
    complain(f'unknown operator: "{sign}" (allowed: {" ".join(OPERATIONS)})', 2)
if sign in ("/", "%") and right == 0:
    complain("cannot divide by zero", 3)

result = OPERATIONS[sign](left, right)
if result is None or not math.isfinite(result):
    complain("no result", 3)

print(show(result))
