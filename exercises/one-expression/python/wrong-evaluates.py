import sys

line = input().strip()
try:
    result = eval(line)
    print(int(result) if result == int(result) else result)
except Exception:
    print(f'not an expression: "{line}"', file=sys.stderr)
    sys.exit(1)
