import operator
import sys

OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "x": operator.mul,
    "*": operator.mul,
    "/": operator.truediv,
}


def main(args):
    if len(args) != 3:
        sys.stderr.write("usage: calc A OP B\n")
        return 2
    first, sign, second = args
    print(OPERATIONS[sign](int(first), int(second)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
