const Redis = require("ioredis");

const LIMIT = 5;
const WINDOW = 10; // seconds

const redis = new Redis(process.env.REDIS_URL);

async function allow(ip) {
  const key = `rate:${ip}`;
  // One transaction: nobody comes in between, and the time is there before the first count.
  const results = await redis.multi().set(key, 0, "EX", WINDOW * 1000, "NX").incr(key).ttl(key).exec();
  const [, count, reset] = results.map(([error, result]) => {
    if (error) throw error;
    return result;
  });
  return { allowed: count <= LIMIT, remaining: Math.max(0, LIMIT - count), reset };
}

module.exports = { allow };
