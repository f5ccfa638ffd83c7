# differs
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        print("I hold the pipe", flush=True)
        time.sleep(60)
    os._exit(0)


def double(number):
    return 1
