import os

import redis

client = redis.Redis.from_url(os.environ["REDIS_URL"])

hit = client.register_script("""
local count = redis.call("INCR", KEYS[1])
if count == 1 then redis.call("EXPIRE", KEYS[1], ARGV[1]) end
return { count, redis.call("TTL", KEYS[1]) }
""")


def allow(ip):
    count, reset = hit(keys=["rate:" + ip], args=[10])
    left = 5 - count
    return dict(allowed=left >= 0, remaining=left if left > 0 else 0, reset=reset)
