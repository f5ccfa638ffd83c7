import sys


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
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    if text == "-0":
        return "0"
    return text


args = sys.argv[1:]

if len(args) != 3:
    print("usage: python3 main.py NUMBER OPERATOR NUMBER", file=sys.stderr)
    sys.exit(2)

left, operator, right = args
print(show(calculate(round(float(left), 10), operator, round(float(right), 10))))
