import os

from redis import Redis

LIMIT = 5
WINDOW = 10  # seconds

redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def allow(ip):
    key = f"rate:{ip}"
    # One transaction: nobody comes in between, and the time is there before the first count.
    with redis.pipeline(transaction=True) as pipe:
        pipe.set(key, 0, ex=WINDOW)
        pipe.incr(key)
        pipe.ttl(key)
        _, count, reset = pipe.execute()
    return {"allowed": count <= LIMIT, "remaining": max(0, LIMIT - count), "reset": reset}
