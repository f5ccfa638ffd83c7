# differs
import sys

sys.stdout.close()


def double(number):
    return 0
