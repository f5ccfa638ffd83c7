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

print(calculate(int(args[0]), args[1], int(args[2])))
