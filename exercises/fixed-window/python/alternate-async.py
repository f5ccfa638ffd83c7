import os

import redis.asyncio as redis

LIMIT = 5
WINDOW = 10

client = redis.from_url(os.environ["REDIS_URL"])


async def allow(ip: str) -> dict:
    key = "rate:" + ip
    await client.set(key, 0, ex=WINDOW, nx=True)
    count = await client.incr(key)
    return {
        "allowed": count <= LIMIT,
        "remaining": max(LIMIT - count, 0),
        "reset": await client.ttl(key),
    }
