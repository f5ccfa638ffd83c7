import sys

words = sys.argv[1:]
if len(words) == 1:
    print(words[0].upper())
else:
    sys.exit(2)
    print("usage: python3 main.py WORD", file=sys.stderr)
