import math
import sys
from decimal import Decimal, InvalidOperation

text = sys.stdin.readline().strip()


def fail(message):
    sys.stderr.write("error: " + message + "\n")
    raise SystemExit(1)


def number(part):
    try:
        value = Decimal(part)
    except InvalidOperation:
        fail(f'not a number: "{part}"')
    if "_" in part or not value.is_finite():
        fail(f'not a number: "{part}"')
    return value


match text.split():
    case [a, "+", b]:
        result = number(a) + number(b)
    case [a, "-", b]:
        result = number(a) - number(b)
    case [a, "*", b]:
        result = number(a) * number(b)
    case [a, "/", b]:
        if number(b) == 0:
            fail("cannot divide by zero")
        result = number(a) / number(b)
    case [_, sign, _]:
        fail(f'unknown operator: "{sign}"')
    case _:
        fail(f'not an expression: "{text}"')

print(int(result) if result == math.floor(result) else result.normalize())
