const Redis = require("ioredis");

const LIMIT = 5;
const WINDOW = 10; // seconds

const redis = new Redis(process.env.REDIS_URL);

async function allow(ip) {
  const key = `rate:${ip}`;
  const [, count, reset] = await redis.multi().set(key, 0, "EX", WINDOW, "NX").incr(key).ttl(key).exec();
  return { allowed: count <= LIMIT, remaining: Math.max(0, LIMIT - count), reset };
}

module.exports = { allow };
