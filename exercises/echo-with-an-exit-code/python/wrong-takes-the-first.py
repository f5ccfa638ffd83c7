import sys

words = sys.argv[1:]
if words:
    print(words[0].upper())
else:
    print("usage: python3 main.py WORD", file=sys.stderr)
    sys.exit(2)
