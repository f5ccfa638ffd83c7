import math
import sys

USAGE = "usage: python3 main.py NUMBER OPERATOR NUMBER"
OPERATORS = ["+", "-", "x", "*", "/", "%", "**"]


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
    if operator == "%":
        return left % right
    if operator == "**":
        try:
            return math.pow(left, right)
        except (OverflowError, ValueError):
            return math.nan


def show(number):
    """At most ten digits behind the point, and no minus before a zero."""
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    if text == "-0":
        return "0"
    return text


def read_number(text, ans):
    return ans if text == "ans" else parse_number(text)


def evaluate(parts, ans):
    """The result, the problem and its exit code; either the result or the problem is None."""
    if len(parts) != 3:
        return None, USAGE, 2
    left = read_number(parts[0], ans)
    operator = parts[1]
    right = read_number(parts[2], ans)
    if left is None:
        return None, f'not a number: "{parts[0]}"', 2
    if right is None:
        return None, f'not a number: "{parts[2]}"', 2
    if operator not in OPERATORS:
        return None, f'unknown operator: "{operator}"; allowed: {" ".join(OPERATORS)}', 2
    if operator in ("/", "%") and right == 0:
        return None, "cannot divide by zero", 3
    result = calculate(left, operator, right)
    if not math.isfinite(result):
        return None, "no result", 3
    return result, None, 0


def answer_once(args):
    result, problem, exit_code = evaluate(args, None)
    if problem is None:
        print(show(result))
    else:
        print(problem, file=sys.stderr)
    sys.exit(exit_code)


def answer_each_line():
    ans = None
    while True:
        try:
            line = input("> ")
        except EOFError:
            break
        parts = line.split()
        if not parts:
            continue
        result, problem, _ = evaluate(parts, ans)
        if problem is None:
            ans = result
            print(show(result))
        else:
            print(problem, file=sys.stderr)


args = sys.argv[1:]

if args:
    answer_once(args)
else:
    answer_each_line()
