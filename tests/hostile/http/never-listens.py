# differs
import time

time.sleep(60)
