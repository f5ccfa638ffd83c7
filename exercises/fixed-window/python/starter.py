import os

from redis import Redis

LIMIT = 5
WINDOW = 10  # seconds

redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def allow(ip):
    key = f"rate:{ip}"
    # 1. If the key is not there, create it with the time to live.
    # 2. Count this call.
    # 3. Ask how many seconds are left.
    count = 0
    reset = WINDOW
    return {"allowed": count <= LIMIT, "remaining": LIMIT - count, "reset": reset}
