# crashed
import os


def double(number):
    os.closerange(0, 100)
    return number * 2
