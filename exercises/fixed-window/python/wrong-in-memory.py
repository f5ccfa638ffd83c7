import math
import time

LIMIT = 5
WINDOW = 10  # seconds

windows = {}


def allow(ip):
    now = time.monotonic()
    count, ends = windows.get(ip, (0, 0.0))
    if now >= ends:
        count, ends = 0, now + WINDOW
    count += 1
    windows[ip] = (count, ends)
    return {"allowed": count <= LIMIT, "remaining": max(0, LIMIT - count), "reset": math.ceil(ends - now)}
