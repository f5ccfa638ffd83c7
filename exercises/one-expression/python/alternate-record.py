import operator
import re
import sys

NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def read_number(text):
    if not NUMBER.fullmatch(text):
        raise ValueError(f'not a number: "{text}"')
    return float(text)


def evaluate(line):
    parts = line.split()
    if len(parts) != 3:
        raise ValueError(f'not an expression: "{line.strip()}"')
    left, sign, right = parts
    if sign not in OPERATIONS:
        raise ValueError(f'unknown operator: "{sign}"')
    return OPERATIONS[sign](read_number(left), read_number(right))


def main():
    try:
        value = evaluate(sys.stdin.read())
    except ZeroDivisionError:
        sys.exit("cannot divide by zero")
    except ValueError as error:
        sys.exit(str(error))
    print(int(value) if value.is_integer() else value)


main()
