import sys


# TODO 1: put your function parse_number here. It hands back a number, or None.
def parse_number(text):
    return None


def show(number):
    """12.0 is shown as 12, and 3.5 as 3.5."""
    if number == int(number):
        return str(int(number))
    return str(number)


def complain(message):
    print(message, file=sys.stderr)
    sys.exit(1)


line = input().strip()
# TODO 2: take the line apart into its parts, at any run of spaces.
parts = [line]

if len(parts) != 3:
    complain(f'not an expression: "{line}"')

left = parse_number(parts[0])
operator = parts[1]
right = parse_number(parts[2])

# TODO 3: complain about the part that is not a number.

if operator == "+":
    result = left + right
# TODO 4: the other operators, division by zero, and all that is unknown.

print(show(result))
