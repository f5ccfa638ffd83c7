# differs: the child must not answer for its parent
import os


def double(number):
    child = os.fork()
    if child == 0:
        return number * 2
    os.waitpid(child, 0)
    return 0
