# timed-out
import sys


def trace(*_):
    while True:
        pass


sys.setprofile(trace)


def double(number):
    return number * 2
