import sys


def main(words):
    if len(words) != 1:
        sys.stderr.write("usage: python3 main.py WORD\n")
        return 2
    print(words[0].upper())
    return 0


sys.exit(main(sys.argv[1:]))
