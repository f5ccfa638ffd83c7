const Redis = require("ioredis");

const LIMIT = 5;
const WINDOW = 10; // seconds

const redis = new Redis(process.env.REDIS_URL);

async function allow(ip) {
  const key = `rate:${ip}`;
  const count = await redis.incr(key);
  if (count === 1) await redis.expire(key, WINDOW);
  const reset = await redis.ttl(key);
  return { allowed: count <= LIMIT, remaining: Math.max(0, LIMIT - count), reset };
}

module.exports = { allow };
