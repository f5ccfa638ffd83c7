import sys

words = sys.argv[1:]
if len(words) == 1:
    print(words[0].upper())
else:
    print("usage: python3 main.py WORD", file=sys.stderr)
    sys.exit(0)
