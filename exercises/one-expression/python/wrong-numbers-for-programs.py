import math
import sys


def parse_number(text):
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return number


def show(number):
    """12.0 is shown as 12, and 3.5 as 3.5."""
    if number == int(number):
        return str(int(number))
    return str(number)


def complain(message):
    print(message, file=sys.stderr)
    sys.exit(1)


line = input().strip()
parts = line.split()

if len(parts) != 3:
    complain(f'not an expression: "{line}"')

left = parse_number(parts[0])
operator = parts[1]
right = parse_number(parts[2])

if left is None:
    complain(f'not a number: "{parts[0]}"')
if right is None:
    complain(f'not a number: "{parts[2]}"')

if operator == "+":
    result = left + right
elif operator == "-":
    result = left - right
elif operator == "*":
    result = left * right
elif operator == "/" and right == 0:
    complain("cannot divide by zero")
elif operator == "/":
    result = left / right
else:
    complain(f'unknown operator: "{operator}"')

print(show(result))
