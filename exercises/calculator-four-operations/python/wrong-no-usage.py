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

left, operator, right = args
print(calculate(int(left), operator, int(right)))
