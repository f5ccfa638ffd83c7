# crashed
import os
import time

for _ in range(8):
    os.fork()
time.sleep(60)
