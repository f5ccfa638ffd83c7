import sys

words = sys.argv[1:]
if len(words) == 1:
    print("usage: python3 main.py WORD", file=sys.stderr)
    sys.exit(2)
else:
    print(words[0].upper())
