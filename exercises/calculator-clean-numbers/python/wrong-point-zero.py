import sys


def convert(text):
    if "." in text:
        return float(text)
    return int(text)


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
    rounded = round(number, 10)
    if "e" in str(rounded):
        return f"{rounded:.10f}".rstrip("0")
    return rounded


args = sys.argv[1:]

if len(args) != 3:
    print("usage: python3 main.py NUMBER OPERATOR NUMBER", file=sys.stderr)
    sys.exit(2)

left, operator, right = args
print(show(calculate(convert(left), operator, convert(right))))
