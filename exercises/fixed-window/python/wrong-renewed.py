import os

from redis import Redis

LIMIT = 5
WINDOW = 10  # seconds

redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def allow(ip):
    key = f"rate:{ip}"
    with redis.pipeline() as pipe:
        pipe.incr(key)
        pipe.expire(key, WINDOW)
        pipe.ttl(key)
        count, _, reset = pipe.execute()
    return {"allowed": count <= LIMIT, "remaining": max(0, LIMIT - count), "reset": reset}
