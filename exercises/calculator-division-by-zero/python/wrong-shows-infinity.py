import math
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


def calculate(left, operator, right):
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "x" or operator == "*":
        return left * right
    if operator == "/":
        return left / right


def show(number):
    """At most ten digits behind the point, and no minus before a zero."""
    number = round(number, 10)
    if number == int(number):
        return str(int(number))
    return f"{number:.10f}".rstrip("0")


def complain(message, exit_code):
    print(message, file=sys.stderr)
    sys.exit(exit_code)


args = sys.argv[1:]

if len(args) != 3:
    complain("usage: python3 main.py NUMBER OPERATOR NUMBER", 2)

left = parse_number(args[0])
right = parse_number(args[2])
if left is None:
    complain(f'not a number: "{args[0]}"', 2)
if right is None:
    complain(f'not a number: "{args[2]}"', 2)

if args[1] == "/" and right == 0:
    complain("cannot divide by zero", 3)

result = calculate(left, args[1], right)
print(show(result))
