# differs
import atexit
import sys
import time

atexit.register(time.sleep, 60)
sys.exit = lambda *_: None


def double(number):
    return 0
