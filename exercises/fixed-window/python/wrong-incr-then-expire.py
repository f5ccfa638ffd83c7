import os

from redis import Redis

LIMIT = 5
WINDOW = 10  # seconds

redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def allow(ip):
    key = f"rate:{ip}"
    count = redis.incr(key)
    if count == 1:
        redis.expire(key, WINDOW)
    reset = redis.ttl(key)
    return {"allowed": count <= LIMIT, "remaining": max(0, LIMIT - count), "reset": reset}
