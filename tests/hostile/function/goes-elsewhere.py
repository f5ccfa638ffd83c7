# differs
import os

os.chdir("/")


def double(number):
    return 0
