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


args = sys.argv[1:]

if len(args) != 3:
    print("usage: python3 main.py NUMBER OPERATOR NUMBER", file=sys.stderr)
    sys.exit(2)

left, operator, right = args
print(left, operator, right, "=", calculate(int(left), operator, int(right)))
