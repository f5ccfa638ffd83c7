# differs
import threading
import time

threading.Thread(target=time.sleep, args=(60,)).start()


def double(number):
    return 0
